"""Records what PyTorch prints for a tensor, and describes the tensor for the other side."""

import math
import struct
from types import SimpleNamespace

import torch

torch.set_num_threads(1)

FLOATS = ["float32", "float64"]
DTYPES = [*FLOATS, "int32", "uint8", "bool"]

cases = []


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
            camel.get(key, key): "inf" if value == math.inf else value
            for key, value in options.items()
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
