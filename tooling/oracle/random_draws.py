"""Every kind of draw, made from PyTorch's default generator."""

import torch
from torch.utils.data import RandomSampler

DTYPES = {
    "bool": torch.bool,
    "uint8": torch.uint8,
    "int32": torch.int32,
    "float32": torch.float32,
    "float64": torch.float64,
}


def filled(method):
    return lambda dtype, size, *args: getattr(torch.empty(size, dtype=dtype), method)(*args)


def randint(dtype, size, low, high):
    # int32 stands for PyTorch's own default, int64, whose stream is the same within these bounds.
    drawn_as = torch.int64 if dtype is torch.int32 else dtype
    return torch.randint(low, high, (size,), dtype=drawn_as).to(dtype)


def strided_normal(dtype, size, mean, std):
    return torch.empty(size, 2, dtype=dtype)[:, 0].normal_(mean, std).contiguous()


def probabilities(dtype, size):
    return ((torch.arange(size) % 11).to(torch.float64) / 10).to(dtype)


def bernoulli_each(dtype, size):
    return torch.bernoulli(probabilities(dtype, size))


def weights(dtype, rows, categories):
    row = torch.arange(rows).unsqueeze(1)
    column = torch.arange(categories).unsqueeze(0)
    return (((row * 3 + column * 7) % 5 + (column == 0)) * 0.25).to(dtype)


def multinomial(dtype, categories, rows, count, replacement):
    table = weights(dtype, max(rows, 1), categories)
    drawn = torch.multinomial(table if rows else table[0], count, bool(replacement))
    return drawn.to(torch.int32)


def random_int64(dtype, size):
    return torch.empty(size, dtype=torch.int64).random_()


def sampler(dtype, size):
    return torch.tensor(list(RandomSampler(range(size))), dtype=torch.int32)


DRAWS = {
    "uniform": filled("uniform_"),
    "normal": filled("normal_"),
    "stridedNormal": strided_normal,
    "randint": randint,
    "randomBetween": filled("random_"),
    "randomFrom": lambda dtype, size, low: filled("random_")(dtype, size, low, None),
    "random": filled("random_"),
    "randomInt64": random_int64,
    "randperm": lambda dtype, size: torch.randperm(size, dtype=dtype),
    "sampler": sampler,
    "bernoulli": filled("bernoulli_"),
    "bernoulliEach": bernoulli_each,
    "exponential": filled("exponential_"),
    "cauchy": filled("cauchy_"),
    "logNormal": filled("log_normal_"),
    "geometric": filled("geometric_"),
    "multinomial": multinomial,
}


def is_exact(kind, dtype, size):
    """Whether every bit is reproduced, rather than about seven (float64: twelve) digits."""
    if kind == "normal":
        return dtype == "float32" and size >= 16
    return kind not in ("stridedNormal", "exponential", "cauchy", "logNormal")
