"""The tensors whose printing is recorded."""

import math

import torch
from printing_random import magnitudes, normal
from printing_recorder import DTYPES, FLOATS, case
from torch.nn.functional import binary_cross_entropy, linear, log_softmax

INF, NAN = math.inf, math.nan

COUNTING = [1, 2**31, 1, 0]
SCATTERED = [7919, 1009, 0.015625, -7.5]


def shapes_of(text):
    return [[int(size) for size in shape.split("x")] for shape in text.split()]


def scalars():
    numbers = (
        "0 -0 1 -1 0.5 -2.75 3.14159265 1e-4 9.99e-5 1e-5 123456.789 1e8 1.5e8 "
        "2e9 1e21 3e-38 1e-45 inf -inf nan 0.00005 99999.99999"
    )
    for dtype in FLOATS:
        for number in map(float, numbers.split()):
            case(f"0-d {dtype} {number}", [number], [], dtype)
    integers = {"int32": [0, 7, -7, 2**31 - 1, -(2**31)], "uint8": [0, 255], "bool": [0, 1]}
    for dtype, values in integers.items():
        for number in values:
            case(f"0-d {dtype} {number}", [number], [], dtype)


def notations():
    sets = {
        "whole": [1, 2, 3],
        "whole with negatives": [1, -20, 300],
        "zeros": [0, 0],
        "negative zeros": [-0.0, 0.0, -0.0],
        "negative zeros among others": [-0.0, 1.5, -2.25],
        "negative zeros among whole": [-0.0, 1, 2],
        "whole, ratio 1000": [1, 1000],
        "whole, ratio 1001": [1, 1001],
        "whole, largest plain": [1e8, 5e7],
        "whole, above 1e8": [100000008, 1e8],
        "fixed, ratio 1000": [0.5, 500],
        "fixed, ratio above 1000": [0.5, 500.5],
        "fixed, maximum 1e8": [1e8, 1e6 + 0.5],
        "fixed, above 1e8": [100000008, 1e6 + 0.5],
        "fixed, minimum 1e-4": [1e-4, 2e-4],
        "fixed, minimum above 1e-4": [1.01e-4, 2e-4],
        "fixed, minimum below 1e-4": [0.99e-4, 2e-4],
        "rounds to a wider number": [9.99996, 99.99996, 1],
        "rounds to zero": [0.00004, 0.03],
        "ties": [0.03125, 0.09375, 0.15625, 0.21875, 0.28125],
        "scientific ties": [1.00005, 100005, 3.00015],
        "carries into the exponent": [9.99999e9, 9.99994e9, -9.99999e-9],
        "three-digit exponents": [1e-30, 1e30],
        "scientific with zero": [0, 1e-6, -0.0],
        "nan alone": [NAN],
        "nan and infinities": [NAN, INF, -INF],
        "nan among whole": [NAN, 1, 2],
        "infinity among whole": [INF, 10, 2],
        "minus infinity among whole": [-INF, 1, 2],
        "infinities among wide whole": [-INF, INF, 12345, NAN],
        "nan among fixed": [NAN, 1.5, -2.25],
        "infinities among fixed": [INF, -INF, 0.125],
        "non-finite among scientific": [INF, -INF, NAN, 1e-10, 0],
        "zeros among non-finite": [0, NAN, -0.0, INF],
    }
    for dtype in FLOATS:
        for name, values in sets.items():
            case(f"{name}, {dtype}", values, dtype=dtype)
    for name in (
        "whole, ratio 1001; fixed, ratio above 1000; nan among whole; zeros; "
        "non-finite among scientific; rounds to a wider number; three-digit exponents"
    ).split("; "):
        for sci_mode in [True, False]:
            for precision in [0, 2, 7]:
                options = {"sci_mode": sci_mode, "precision": precision}
                case(f"{name}, {options}", sets[name], options=options)
    case("huge and tiny doubles", [1e300, -1e-300, 5e-324, 1.7976931348623157e308], dtype="float64")
    case("huge doubles in full", [1e300, 2.5], dtype="float64", options={"sci_mode": False})
    case("int32 padding", [1, -20, 300, 2147483647], dtype="int32")
    case("int32 negative", [-5, 5, 0], dtype="int32")
    case("uint8 padding", [0, 10, 255], dtype="uint8")
    case("bool padding", [0, 1, 1], dtype="bool")
    case("all true", [1, 1], dtype="bool")


def random_magnitudes():
    for exponent in range(-40, 38, 6):
        case(f"float32 near 1e{exponent}", magnitudes(5, exponent, exponent + 1))
    for exponent in range(-300, 300, 50):
        case(f"float64 near 1e{exponent}", magnitudes(4, exponent, exponent + 1), dtype="float64")
    for spread in range(1, 9):
        for dtype in FLOATS:
            case(f"{dtype} over {spread} decades", magnitudes(9, 2 - spread, 2), [3, 3], dtype)
            whole = [float(round(value)) for value in magnitudes(6, 0, spread)]
            case(f"whole {dtype} over {spread} decades", whole, [2, 3], dtype)
        integers = [round(value) for value in magnitudes(6, 0, spread)]
        case(f"int32 over {spread} decades", integers, [3, 2], "int32")


def shapes():
    for shape in shapes_of("1 4 1x1 2x3 3x1 2x1x2 2x2x2 1x1x1x1 2x1x2x2 1x2x1x1x2"):
        count = math.prod(shape)
        for dtype in DTYPES:
            scale = 100 if dtype in ("int32", "uint8") else 1
            values = [abs(v) if dtype == "uint8" else v for v in normal(count, scale)]
            if dtype == "bool":
                values = [float(v > 0) for v in values]
            case(f"{dtype} {shape}", values, shape, dtype)
    for shape in shapes_of("0 0x3 3x0 2x0x3 0x0 1x0x1x0"):
        for dtype in DTYPES:
            case(f"empty {dtype} {shape}", [], shape, dtype)


def line_breaks():
    for count in [10, 11, 12, 25, 40]:
        case(f"row of {count} fixed", normal(count))
        case(f"row of {count} int32", [round(v) for v in normal(count, 1e4)], dtype="int32")
        case(f"row of {count} bool", [float(v > 0) for v in normal(count)], dtype="bool")
    for shape in shapes_of("2x14 1x2x13 2x1x12"):
        case(f"rows {shape}", normal(math.prod(shape)), shape)
        case(f"scientific rows {shape}", normal(math.prod(shape), 1e-6), shape)
    case("row of doubles", normal(12, 1e9), dtype="float64")
    # A step from room for one more element to room for one fewer.
    for linewidth in range(40, 50):
        case(f"linewidth {linewidth}", range(1, 22), options={"linewidth": linewidth})
    case("linewidth narrower than an element", normal(4), [2, 2], options={"linewidth": 1})


def summaries():
    for shape in shapes_of(
        "1001 5000 7x150 6x200 200x6 1001x1 1x1001 40x40 8x8x20 3x7x60 500x2x2 7x1x7x30 2x3x4x60"
    ):
        options = {"edgeitems": 2} if len(shape) == 4 else {}
        case(f"summary {shape}", shape=shape, formula=SCATTERED, options=options)
        narrow = {"edgeitems": 1}
        case(f"int32 summary {shape}", None, shape, "int32", COUNTING, narrow)
    for dtype in DTYPES:
        modulus = 2 if dtype == "bool" else 251
        case(f"summary of {dtype}", None, [30, 40], dtype, [13, modulus, 1, 0])
    # What is left out must not widen what is shown.
    narrow = {"edgeitems": 1}
    case("wide elements hidden", shape=[2001], formula=[1, 2**31, 1, -1000], options=narrow)
    case("fractions hidden", shape=[1500], formula=[1, 4, 0.25, 1], options=narrow)
    case("summary of the tiny", shape=[1100], formula=[7919, 1009, 1e-9, 1e-7])
    case("summary of the mixed", shape=[50, 50], formula=[7919, 1009, 0.5, 1e-3], dtype="float64")
    for threshold in [5, 11, 12, 0]:
        options = {"threshold": threshold}
        case(f"threshold {threshold}", shape=[12], formula=COUNTING, options=options)
    for edgeitems in [1, 2, 5, 6]:
        options = {"threshold": 10, "edgeitems": edgeitems}
        case(f"edgeitems {edgeitems}", shape=[11, 3], formula=[5, 64, 0.5, 0], options=options)
    long_edges = {"threshold": 10, "edgeitems": 15}
    case("edges of several lines", shape=[60], formula=[17, 64, 0.125, 0.5], options=long_edges)
    case("threshold inf", None, [1010], "int32", COUNTING, {"threshold": INF})


def print_options():
    values = {
        "fixed": normal(6, 3),
        "whole": [1.0, -2.0, 30.0, 4.0, 5.0, 6.0],
        "tiny": normal(6, 1e-7),
        "mixed": magnitudes(6, -5, 4),
    }
    for name, elements in values.items():
        for precision in [0, 1, 3, 8, 17, 20]:
            case(
                f"{name}, precision {precision}", elements, [2, 3], options={"precision": precision}
            )
        for profile in ["default", "short", "full"]:
            case(
                f"{name}, profile {profile}",
                elements,
                [3, 2],
                "float64",
                options={"profile": profile},
            )
        for sci_mode in [True, False]:
            case(f"{name}, sci_mode {sci_mode}", elements, [6], options={"sci_mode": sci_mode})
    short, full = {"profile": "short"}, {"profile": "full"}
    case("short summary", shape=[40, 40], formula=SCATTERED, options=short)
    case("full does not summarise", None, [26, 40], "uint8", [1, 5, 1, 0], full)
    case("short with more digits", normal(4), options={**short, "precision": 6})
    case("full with a threshold", shape=[20], formula=COUNTING, options={**full, "threshold": 10})


def suffixes():
    operations = {
        "sigmoid": torch.sigmoid,
        "mean": torch.mean,
        "binary cross entropy": lambda x: binary_cross_entropy(x.sigmoid(), torch.ones_like(x)),
        "linear": lambda x: linear(x.reshape(1, -1), torch.ones(2, x.numel()), torch.ones(2)),
        "add": lambda x: x + 1,
        "view": lambda x: x.view(-1, 1),
        "transpose": lambda x: x.reshape(2, -1).t(),
        "log softmax": lambda x: log_softmax(x, dim=0),
        "where": lambda x: torch.where(x > 0, x, x * 2),
        "select": lambda x: x[0],
        "empty slice": lambda x: x[:0],
        "nan": lambda x: (x - x) / (x - x),
    }
    for name, operation in operations.items():
        case(f"grad_fn of {name}", normal(4), through=operation)
        case(f"grad_fn of {name} elsewhere", normal(4), through=operation, device="webgl2")
    case("grad_fn of doubles", normal(3), dtype="float64", through=torch.tanh)
    case("grad_fn of a summary", shape=[60, 30], formula=SCATTERED, through=torch.clone)
    for dtype in DTYPES:
        for device in ["webgpu", "webgl2", "headlessgl"]:
            case(f"{dtype} on {device}", [0, 1, 2], dtype=dtype, device=device)
        case(f"empty {dtype} elsewhere", [], [0, 2], dtype, device="webgpu")
        case(f"0-d {dtype} elsewhere", [1], [], dtype, device="webgl2")
    for shape in [[], [3], [2, 2], [0, 3]]:
        for dtype in FLOATS:
            values = normal(math.prod(shape))
            tensor, trained = (values, shape, dtype), {"requires_grad": True, "parameter": True}
            case(f"leaf {dtype} {shape}", *tensor, requires_grad=True)
            case(f"parameter {dtype} {shape}", *tensor, **trained)
            case(f"frozen parameter {dtype} {shape}", *tensor, parameter=True)
            case(f"parameter elsewhere {dtype} {shape}", *tensor, **trained, device="webgpu")
    # From just enough room for the suffix to just too little.
    for count in range(5, 10):
        case(f"leaf row of {count}", normal(count), requires_grad=True)
        case(f"double leaf row of {count}", normal(count), dtype="float64", requires_grad=True)
        integers = [round(value) for value in normal(count, 3e5)]
        case(f"int32 row of {count} elsewhere", integers, dtype="int32", device="headlessgl")
    for linewidth in range(48, 60, 2):
        tensor = {"values": [1, 2], "shape": [2, 1], "dtype": "float64", "requires_grad": True}
        options = {"linewidth": linewidth}
        case(f"suffix at linewidth {linewidth}", **tensor, device="webgpu", options=options)
    for linewidth in range(32, 38):
        options = {"linewidth": linewidth}
        case(f"one line at linewidth {linewidth}", [1, 2], requires_grad=True, options=options)
    for dtype in DTYPES:
        for shape in [[2], [0]]:
            case(
                f"{dtype} {shape}, float64 by default",
                [1] * shape[0],
                shape,
                dtype,
                default_dtype="float64",
            )


def add_cases():
    scalars()
    notations()
    random_magnitudes()
    shapes()
    line_breaks()
    summaries()
    print_options()
    suffixes()
