#!/usr/bin/env python3
"""Writes PyTorch's random streams to packages/tensor/src/random/fixtures/random.json.

Run it with a Python that has PyTorch 1.13 without MKL, on a machine with AVX2:
python3 tooling/oracle/random_streams.py
"""

import base64
import hashlib
import json
import struct
import warnings
from pathlib import Path

import torch
from random_draws import DRAWS, DTYPES, is_exact

TARGET = Path(__file__).parents[2] / "packages/tensor/src/random/fixtures/random.json"

SIZES = [0, 1, 2, 3, 7, 15, 16, 17, 31, 32, 100, 1000, 2500]
SEEDS = ["0", "1", "777", "2147483648", "1099511627779", "-1", "18446744073709551615", "5489"]
SEEDS_EACH = 3
INTERLEAVINGS = 64
INTERLEAVED_DRAWS = 16
NORMAL_BYTES = slice(5024, 5032)

FLOATS = ("float32", "float64")
ALL = tuple(DTYPES)

# kind, dtypes, arguments
SPECIFICATIONS = [
    ("uniform", FLOATS, (0, 1)),
    ("uniform", FLOATS, (-0.3, 0.4)),
    ("uniform", FLOATS, (0, 3.7)),
    ("normal", FLOATS, (0, 1)),
    ("normal", FLOATS, (0.5, 2.5)),
    ("stridedNormal", FLOATS, (-1, 0.02)),
    ("randint", ("int32", "uint8", *FLOATS), (0, 10)),
    ("randint", ("int32", *FLOATS), (-1000000, 3000000)),
    ("randint", ("int32",), (-(2**31) + 1, 2**31 - 1)),
    ("randint", FLOATS, (-5, 2**40)),
    ("randint", ("bool",), (0, 2)),
    ("randomBetween", ("int32",), (-(2**31), 2**31)),
    ("randomBetween", ("float32",), (2**24 + 1, 2**24 + 4)),
    ("randomBetween", ("float32",), (-(2**26) - 3, 2**26 + 5)),
    ("randomBetween", ("float32",), (2**25 + 3, 2**49 - 1)),
    ("randomBetween", ("float64",), (-(2**53) + 1, 2**53 - 1)),
    ("randomFrom", ("int32", "uint8", *FLOATS), (100,)),
    ("random", ALL, ()),
    ("randomInt64", ("int64",), ()),
    ("randperm", ("int32", *FLOATS), ()),
    ("bernoulli", ALL, (0.3,)),
    ("bernoulli", ("float32",), (1,)),
    ("bernoulli", ("float32",), (0,)),
    ("bernoulliEach", FLOATS, ()),
    ("exponential", FLOATS, (1,)),
    ("exponential", FLOATS, (0.25,)),
    ("cauchy", FLOATS, (0, 1)),
    ("cauchy", FLOATS, (-2, 0.5)),
    ("logNormal", FLOATS, (1, 2)),
    ("logNormal", FLOATS, (-0.5, 0.25)),
    ("geometric", ("int32", "uint8", *FLOATS), (0.3,)),
    ("sampler", ("int32",), ()),
]


def digest(data):
    return hashlib.sha256(data).hexdigest()[:12]


def state_after():
    """A digest of the state without the cached normal sample, and that sample (or null).

    The sample comes from a sine, whose last bit differs between mathematical libraries.
    """
    state = bytearray(torch.get_rng_state().numpy().tobytes())
    (sample,) = struct.unpack("<d", state[NORMAL_BYTES])
    has_sample = state[5040] == 1
    state[NORMAL_BYTES] = bytes(8)
    return digest(bytes(state)), sample if has_sample else None


def recorded(values):
    if values.dtype == torch.int64:
        return [str(value) for value in values.tolist()]
    if values.dtype.is_floating_point:
        digits = 9 if values.dtype == torch.float32 else 16
        return [plain(float(f"{value:.{digits}g}")) for value in values.tolist()]
    return [int(value) for value in values.tolist()]


def plain(value):
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def position_weighted_sum(values):
    """Changes when any value changes, or when two values swap places."""
    places = torch.arange(values.numel()) % 7 + 1
    return (values.to(torch.float64) * places).sum().item()


def result_of(kind, dtype, size, values):
    """Either [digest, first values], or all values, or {head, tail, sum} of them."""
    if is_exact(kind, dtype, size):
        return [digest(values.numpy().tobytes()), *recorded(values[:2])]
    if size <= 17:
        return recorded(values)
    return {
        "head": recorded(values[:3]),
        "tail": recorded(values[-3:]),
        "sum": position_weighted_sum(values),
    }


def draw(kind, dtype, size, arguments):
    values = DRAWS[kind](DTYPES.get(dtype), size, *arguments).reshape(-1)
    state, sample = state_after()
    entry = [size, result_of(kind, dtype, size, values), state]
    return entry if sample is None else [*entry, sample]


def single(draws):
    """Draws of the same kind, each from a freshly seeded generator: [seed, *draw]."""
    groups = {}
    for seed, (kind, dtype, size, arguments) in draws:
        torch.manual_seed(int(SEEDS[seed]))
        group = groups.setdefault((kind, dtype, arguments), [])
        group.append([seed, *draw(kind, dtype, size, arguments)])
    for (kind, dtype, arguments), entries in groups.items():
        yield {"kind": kind, "dtype": dtype, "args": arguments, "draws": entries}


def interleaved(seed, draws):
    """Draws one after the other from the same generator: [kind, dtype, args, *draw]."""
    torch.manual_seed(int(SEEDS[seed]))
    entries = [
        [kind, dtype, arguments, *draw(kind, dtype, size, arguments)]
        for kind, dtype, size, arguments in draws
    ]
    return {"seed": seed, "draws": entries}


def single_draws():
    turn = 0
    for kind, dtypes, arguments in SPECIFICATIONS:
        for dtype in dtypes:
            # RandomSampler refuses an empty data source.
            for size in SIZES[1:] if kind == "sampler" else SIZES:
                for _ in range(SEEDS_EACH):
                    yield turn % len(SEEDS), (kind, dtype, size, arguments)
                    turn += 1
                turn += 1


def multinomial_draws():
    turn = 0
    for categories in SIZES[1:]:
        counts = sorted({1, min(3, categories), (categories + 1) // 2, categories})
        choices = [(count, 0) for count in counts] + [(1, 1), (17, 1), (600, 1)]
        for count, replacement in choices:
            for rows in (0, 3) if categories <= 100 else (0,):
                for dtype in FLOATS:
                    yield turn % len(SEEDS), ("multinomial", dtype, categories, (rows, count, replacement))
                    turn += 1


def interleavings():
    """Streams of many draws of all kinds and sizes, chosen by a generator of their own."""
    chooser = torch.Generator().manual_seed(20)

    def choose(options):
        return options[torch.randint(len(options), (), generator=chooser).item()]

    for _ in range(INTERLEAVINGS):
        draws = []
        for _ in range(INTERLEAVED_DRAWS):
            kind, dtypes, arguments = choose(SPECIFICATIONS)
            draws.append((kind, choose(dtypes), choose([1, 2, 3, 5, 8, 15, 16, 20, 33, 700]), arguments))
        yield choose(range(len(SEEDS))), draws


def states():
    """Whole states: fresh, in the middle of a twist, with a cached sample, and just used up."""
    torch.manual_seed(777)
    yield "fresh"
    torch.rand(100)
    yield "after 100 draws"
    torch.rand(524)
    yield "after 624 draws"
    # A seed whose cached sample is recorded with the state and read back, so it need not be
    # computed to the last bit.
    torch.randn(3)
    yield "with a cached sample"


def recorded_states():
    for name in states():
        state = torch.get_rng_state()
        following = torch.randn(5, dtype=torch.float64).tolist() + torch.rand(3).tolist()
        torch.set_rng_state(state)
        packed = base64.b64encode(state.numpy().tobytes()).decode()
        yield {"name": name, "initialSeed": str(torch.initial_seed()), "bytes": packed, "next": following}


def initial_seeds():
    for seed in [*SEEDS, "-2", "-9223372036854775808"]:
        torch.manual_seed(int(seed))
        yield {"seed": seed, "initialSeed": str(torch.initial_seed())}


def largest():
    """Which of equal values torch.topk takes, and in which order."""
    for size in (2, 3, 5, 16, 17, 100, 1000):
        for distinct in (1, 2, 10, 500):
            values = torch.arange(size) * 7919 % 1009 % distinct
            for count in sorted({1, 2, size // 64, size // 2, size} - {0}):
                chosen = torch.topk(values.float(), count).indices
                if count == 1:
                    chosen = values.float().argmax().reshape(1)
                yield [size, distinct, count, digest(chosen.to(torch.int32).numpy().tobytes())]


def main():
    torch.set_num_threads(1)
    warnings.filterwarnings("ignore", ".*is out of bounds")
    groups = list(single([*single_draws(), *multinomial_draws()]))
    streams = [interleaved(seed, draws) for seed, draws in interleavings()]

    def lines(entries):
        return ",\n".join(
            json.dumps(entry, allow_nan=False, separators=(",", ":")) for entry in entries
        )

    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        f'{{"torch":"{torch.__version__}",\n"seeds":{json.dumps(SEEDS)},\n'
        f'"single":[\n{lines(groups)}\n],\n"interleaved":[\n{lines(streams)}\n],\n"states":[\n{lines(recorded_states())}\n],\n'
        f'"initialSeeds":[\n{lines(initial_seeds())}\n],\n"largest":{json.dumps(list(largest()), separators=(",", ":"))}}}\n'
    )
    count = sum(len(group["draws"]) for group in groups)
    print(f"{count} single draws, {len(streams)} streams, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
