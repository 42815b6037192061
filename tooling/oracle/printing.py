#!/usr/bin/env python3
"""Writes what PyTorch prints to packages/tensor/src/printing/fixtures/printing.json.

Run it with a Python that has PyTorch 1.13: python3 tooling/oracle/printing.py
"""

import hashlib
import json
import math
import random
import struct
from pathlib import Path
from types import SimpleNamespace

import torch

torch.set_num_threads(1)

TARGET = Path(__file__).parents[2] / "packages/tensor/src/printing/fixtures/printing.json"
DTYPES = ["float32", "float64", "int32", "uint8", "bool"]
FLOATS = ["float32", "float64"]
INF, NAN = math.inf, math.nan

cases = []
chance = random.Random(777)


# --- Tensors as the fixtures describe them ---------------------------------------------------


def formula_values(formula, count):
    """The elements of a tensor too large to store, in arithmetic both sides do alike."""
    multiplier, modulus, step, start = formula
    return [start + ((i * multiplier) % modulus) * step for i in range(count)]


def make_tensor(values, shape, dtype):
    # Through float64, which holds every element of every dtype exactly.
    return torch.tensor(values, dtype=torch.float64).to(getattr(torch, dtype)).reshape(shape)


def stored(values, dtype):
    """Elements as JSON: float32 in few digits that round to it, non-finite ones by name."""

    def element(value):
        if not math.isfinite(value):
            return repr(value)
        if dtype == "bool":
            return int(value)
        if dtype != "float32":
            return value
        short = float(f"{value:.9g}")
        assert struct.pack("f", short) == struct.pack("f", value)
        return short

    return [element(value) for value in values]


class Elsewhere(torch.Tensor):
    """A tensor that says it lives on another device, so that PyTorch prints that device."""

    # What is computed from it is a plain tensor again.
    __torch_function__ = torch._C._disabled_torch_function_impl

    @property
    def device(self):
        return DeviceName(self.place)


class DeviceName(SimpleNamespace):
    def __init__(self, name):
        super().__init__(type=name)

    def __str__(self):
        return self.type


def printed(tensor, device):
    if device is None:
        return repr(tensor)
    # Printing looks at the tensor through unpack_dual, all but its class and its gradient.
    unpack_dual = torch.autograd.forward_ad.unpack_dual

    def unpack_elsewhere(inp, **_):
        moved = inp.detach().as_subclass(Elsewhere)
        Elsewhere.place = device
        return moved, None

    torch.autograd.forward_ad.unpack_dual = unpack_elsewhere
    try:
        return repr(tensor)
    finally:
        torch.autograd.forward_ad.unpack_dual = unpack_dual


def case(
    name,
    values=None,
    shape=None,
    dtype="float32",
    formula=None,
    options=None,
    device=None,
    through=None,
    requires_grad=False,
    parameter=False,
    default_dtype=None,
):
    """Adds a case; `through` is a function whose result, with its grad_fn, is printed."""
    if formula is not None:
        values = formula_values(formula, math.prod(shape))
    elif shape is None:
        shape = [len(values)]
    tensor = make_tensor(values, shape, dtype)
    if requires_grad or through:
        tensor.requires_grad_()
    if through:
        tensor = through(tensor)
    if parameter:
        tensor = torch.nn.Parameter(tensor, requires_grad=requires_grad)

    torch.set_printoptions(profile="default")
    torch.set_printoptions(**(options or {}))
    torch.set_default_dtype(getattr(torch, default_dtype or "float32"))
    text = printed(tensor, device)
    torch.set_default_dtype(torch.float32)
    torch.set_printoptions(profile="default")

    entry = {"name": name, "shape": list(tensor.shape), "dtype": dtype}
    if formula is not None:
        entry["formula"] = list(formula)
    else:
        entry["data"] = stored(tensor.detach().flatten().tolist(), dtype)
    if options:
        camel = {"sci_mode": "sciMode"}
        entry["options"] = {
            camel.get(key, key): "inf" if value == INF else value for key, value in options.items()
        }
    if device:
        entry["device"] = device
    if tensor.grad_fn is not None:
        entry["gradFn"] = type(tensor.grad_fn).__name__
    if requires_grad:
        entry["requiresGrad"] = True
    if parameter:
        entry["className"] = "Parameter"
    if default_dtype:
        entry["defaultDtype"] = default_dtype
    entry["printed"] = text
    cases.append(entry)


def normal(count, scale=1.0):
    return [chance.gauss(0, scale) for _ in range(count)]


def magnitudes(count, low, high):
    return [chance.choice([-1, 1]) * 10 ** chance.uniform(low, high) for _ in range(count)]


# --- The cases -------------------------------------------------------------------------------


def scalars():
    numbers = [0, -0.0, 1, -1, 0.5, -2.75, 3.14159265, 1e-4, 9.99e-5, 1e-5, 123456.789, 1e8, 1.5e8]
    for dtype in FLOATS:
        for number in [*numbers, 2e9, 1e21, 3e-38, 1e-45, INF, -INF, NAN, 0.00005, 99999.99999]:
            case(f"0-d {dtype} {number}", [number], [], dtype)
    for dtype, values in [("int32", [0, 7, -7, 2147483647, -2147483648]), ("uint8", [0, 255]), ("bool", [0, 1])]:
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
    for name in ["whole, ratio 1001", "fixed, ratio above 1000", "nan among whole", "zeros", "non-finite among scientific", "rounds to a wider number", "three-digit exponents"]:
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
        case(f"int32 over {spread} decades", [round(v) for v in magnitudes(6, 0, spread)], [3, 2], "int32")


def shapes():
    for shape in [[1], [4], [1, 1], [2, 3], [3, 1], [2, 1, 2], [2, 2, 2], [1, 1, 1, 1], [2, 1, 2, 2], [1, 2, 1, 1, 2]]:
        count = math.prod(shape)
        for dtype in DTYPES:
            scale = 100 if dtype in ("int32", "uint8") else 1
            values = [abs(v) if dtype == "uint8" else v for v in normal(count, scale)]
            if dtype == "bool":
                values = [float(v > 0) for v in values]
            case(f"{dtype} {shape}", values, shape, dtype)
    for shape in [[0], [0, 3], [3, 0], [2, 0, 3], [0, 0], [1, 0, 1, 0]]:
        for dtype in DTYPES:
            case(f"empty {dtype} {shape}", [], shape, dtype)


def line_breaks():
    for count in [10, 11, 12, 25, 40]:
        case(f"row of {count} fixed", normal(count))
        case(f"row of {count} int32", [round(v) for v in normal(count, 1e4)], dtype="int32")
        case(f"row of {count} bool", [float(v > 0) for v in normal(count)], dtype="bool")
    for shape in [[2, 14], [1, 2, 13], [2, 1, 12]]:
        case(f"rows {shape}", normal(math.prod(shape)), shape)
        case(f"scientific rows {shape}", normal(math.prod(shape), 1e-6), shape)
    case("row of doubles", normal(12, 1e9), dtype="float64")
    # A step from room for one more element to room for one fewer.
    for linewidth in range(40, 50):
        case(f"linewidth {linewidth}", [float(i) for i in range(1, 22)], options={"linewidth": linewidth})
    case("linewidth narrower than an element", normal(4), [2, 2], options={"linewidth": 1})


def summaries():
    scatter = [7919, 1009, 0.015625, -7.5]
    for shape in [[1000], [1001], [5000], [7, 150], [6, 200], [200, 6], [1001, 1], [1, 1001], [40, 40], [8, 8, 20], [3, 7, 60], [500, 2, 2], [7, 1, 7, 30], [2, 3, 4, 60]]:
        options = {"edgeitems": 2} if len(shape) == 4 else {}
        if shape != [1000]:
            case(f"summary {shape}", shape=shape, formula=scatter, options=options)
        case(f"whole summary {shape}", shape=shape, formula=[1, 2**31, 1, 0], dtype="int32", options={**options, "edgeitems": 1})
    for dtype in DTYPES:
        case(f"summary of {dtype}", shape=[30, 40], formula=[13, 2 if dtype == "bool" else 251, 1, 0], dtype=dtype)
    # What is left out must not widen what is shown.
    case("summary hides wide elements", shape=[2001], formula=[1, 2**31, 1, -1000], options={"edgeitems": 1})
    case("summary hides fractions", shape=[1500], formula=[1, 4, 0.25, 1], options={"edgeitems": 1})
    case("summary of the tiny", shape=[1100], formula=[7919, 1009, 1e-9, 1e-7])
    case("summary of the mixed", shape=[50, 50], formula=[7919, 1009, 0.5, 1e-3], dtype="float64")
    for threshold in [5, 11, 12, 0]:
        case(f"threshold {threshold}", shape=[12], formula=[1, 64, 1, 0], options={"threshold": threshold})
    for edgeitems in [1, 2, 5, 6]:
        case(f"edgeitems {edgeitems}", shape=[11, 3], formula=[5, 64, 0.5, 0], options={"threshold": 10, "edgeitems": edgeitems})
    case("edge items break lines", shape=[60], formula=[17, 64, 0.125, 0.5], options={"threshold": 10, "edgeitems": 15})
    case("threshold inf", shape=[1010], formula=[1, 2**31, 1, 0], dtype="int32", options={"threshold": INF})


def print_options():
    values = {"fixed": normal(6, 3), "whole": [1.0, -2.0, 30.0, 4.0, 5.0, 6.0], "tiny": normal(6, 1e-7), "mixed": magnitudes(6, -5, 4)}
    for name, elements in values.items():
        for precision in [0, 1, 3, 8, 17, 20]:
            case(f"{name}, precision {precision}", elements, [2, 3], options={"precision": precision})
        for profile in ["default", "short", "full"]:
            case(f"{name}, profile {profile}", elements, [3, 2], "float64", options={"profile": profile})
        for sci_mode in [True, False]:
            case(f"{name}, sci_mode {sci_mode}", elements, [6], options={"sci_mode": sci_mode})
    case("short summary", shape=[40, 40], formula=[7919, 1009, 0.015625, -7.5], options={"profile": "short"})
    case("full does not summarise", shape=[26, 40], formula=[1, 5, 1, 0], dtype="uint8", options={"profile": "full"})
    case("short with more digits", normal(4), options={"profile": "short", "precision": 6})
    case("full with a threshold", shape=[20], formula=[1, 64, 1, 0], options={"profile": "full", "threshold": 10})


def suffixes():
    functional = torch.nn.functional
    operations = {
        "sigmoid": torch.sigmoid,
        "mean": torch.mean,
        "binary cross entropy": lambda x: functional.binary_cross_entropy(x.sigmoid(), torch.ones_like(x)),
        "linear": lambda x: functional.linear(x.reshape(1, -1), torch.ones(2, x.numel()), torch.ones(2)),
        "add": lambda x: x + 1,
        "view": lambda x: x.view(-1, 1),
        "transpose": lambda x: x.reshape(2, -1).t(),
        "log softmax": lambda x: functional.log_softmax(x, dim=0),
        "where": lambda x: torch.where(x > 0, x, x * 2),
        "select": lambda x: x[0],
        "empty slice": lambda x: x[:0],
        "nan": lambda x: (x - x) / (x - x),
    }
    for name, operation in operations.items():
        case(f"grad_fn of {name}", normal(4), through=operation)
        case(f"grad_fn of {name} elsewhere", normal(4), through=operation, device="webgl2")
    case("grad_fn of doubles", normal(3), dtype="float64", through=torch.tanh)
    case("grad_fn of a summary", shape=[60, 30], formula=[7919, 1009, 0.015625, -7.5], through=torch.clone)
    for dtype in DTYPES:
        for device in ["webgpu", "webgl2", "headlessgl"]:
            case(f"{dtype} on {device}", [0, 1, 2], dtype=dtype, device=device)
        case(f"empty {dtype} elsewhere", [], [0, 2], dtype, device="webgpu")
        case(f"0-d {dtype} elsewhere", [1], [], dtype, device="webgl2")
    for shape in [[], [3], [2, 2], [0, 3]]:
        for dtype in FLOATS:
            values = normal(math.prod(shape))
            case(f"leaf {dtype} {shape}", values, shape, dtype, requires_grad=True)
            case(f"parameter {dtype} {shape}", values, shape, dtype, requires_grad=True, parameter=True)
            case(f"frozen parameter {dtype} {shape}", values, shape, dtype, parameter=True)
            case(f"parameter elsewhere {dtype} {shape}", values, shape, dtype, requires_grad=True, parameter=True, device="webgpu")
    # From just enough room for the suffix to just too little.
    for count in range(5, 10):
        case(f"leaf row of {count}", normal(count), requires_grad=True)
        case(f"double leaf row of {count}", normal(count), dtype="float64", requires_grad=True)
        case(f"int32 row of {count} elsewhere", [round(v) for v in normal(count, 3e5)], dtype="int32", device="headlessgl")
    for linewidth in range(48, 60, 2):
        case(f"suffix at linewidth {linewidth}", [1, 2], [2, 1], "float64", requires_grad=True, device="webgpu", options={"linewidth": linewidth})
    for linewidth in range(32, 38):
        case(f"one line at linewidth {linewidth}", [1, 2], requires_grad=True, options={"linewidth": linewidth})
    for dtype in DTYPES:
        for shape in [[2], [0]]:
            case(f"{dtype} {shape}, float64 by default", [1] * shape[0], shape, dtype, default_dtype="float64")


# --- Numbers ---------------------------------------------------------------------------------


def splitmix64(state):
    """The stream of 64-bit integers from which both sides draw the same numbers."""
    mask = 2**64 - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        yield mixed ^ (mixed >> 31)


NUMBER_KINDS = {
    "float64": lambda bits: struct.unpack("<d", struct.pack("<Q", bits))[0],
    "float32": lambda bits: struct.unpack("<f", struct.pack("<I", bits & 0xFFFFFFFF))[0],
    # Dyadic fractions in everyday ranges: where ties are common.
    "dyadic": lambda bits: (bits & 0xFFFFFF) / 2 ** (bits >> 59),
}


def number_line(value, precision):
    return f"{value:.{precision}f} {value:.{precision}e} {value!r}"


def number_digests(chunks=10, chunk=500):
    digests = []
    for kind, draw in NUMBER_KINDS.items():
        for seed in range(chunks):
            stream = splitmix64(seed)
            lines = (number_line(draw(next(stream)), index % 8) for index in range(chunk))
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            digests.append({"kind": kind, "seed": seed, "count": chunk, "sha256": digest})
    return digests


def number_samples():
    values = [0.0, -0.0, 1.0, -1.0, 0.5, 1.5, 2.5, 0.1, 0.7174476385116577, 1e-4, 9.999999999999999e-05, 1e-5, 1e15,
              1e16, 9999999999999998.0, 123456789012345680.0, 1e21, 1e22, 1e23, 5e-324, 2.2250738585072014e-308,
              1.7976931348623157e308, INF, -INF, NAN, 0.125, 0.375, 1.00005, 9.99995, 99.99995, 0.00005, 1e100]
    values += magnitudes(60, -20, 20) + [struct.unpack("f", struct.pack("f", v))[0] for v in magnitudes(60, -6, 6)]
    return [
        {"value": value if math.isfinite(value) else repr(value), "precision": precision, "fixed": fixed, "scientific": scientific, "repr": text}
        for value in values
        for precision in [0, 4]
        for fixed, scientific, text in [number_line(value, precision).split(" ")]
    ]


def main():
    for add in [scalars, notations, random_magnitudes, shapes, line_breaks, summaries, print_options, suffixes]:
        add()
    assert len({entry["name"] for entry in cases}) == len(cases), "two cases share a name"

    def lines(entries):
        return ",\n".join(json.dumps(entry, allow_nan=False, separators=(",", ":")) for entry in entries)

    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        f'{{"torch":"{torch.__version__}",\n"tensors":[\n{lines(cases)}\n],\n'
        f'"numbers":[\n{lines(number_samples())}\n],\n"digests":[\n{lines(number_digests())}\n]}}\n'
    )
    print(f"{len(cases)} tensors, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
