#!/usr/bin/env python3
"""Writes PyTorch's batches to packages/datasets/src/fixtures/data-loader.json.

Run it with a Python that has PyTorch 1.13: python3 tooling/oracle/data_loader.py
"""

import itertools
import json
from pathlib import Path

import torch
from torch.utils import data

TARGET = Path(__file__).parents[2] / "packages/datasets/src/fixtures/data-loader.json"

WEIGHTS = [0.1, 0.9, 0.4, 0.7, 3.0, 0.6, 0.0, 2.5]

SAMPLERS = {
    "replacement": lambda n, g: data.RandomSampler(range(n), replacement=True, num_samples=70, generator=g),
    "moreThanAll": lambda n, g: data.RandomSampler(range(n), num_samples=2 * n + 3, generator=g),
    "subset": lambda n, g: data.SubsetRandomSampler(list(range(0, n, 2)), generator=g),
    "weighted": lambda n, g: data.WeightedRandomSampler(WEIGHTS, 20, generator=g),
    "weightedWithout": lambda n, g: data.WeightedRandomSampler(WEIGHTS, 5, replacement=False, generator=g),
    "weightedOne": lambda n, g: data.WeightedRandomSampler(WEIGHTS, 1, generator=g),
    "sequential": lambda n, g: data.SequentialSampler(range(n)),
}


def next_int64(generator=None):
    """The draw that follows, as text: it does not fit a double."""
    return str(torch.empty((), dtype=torch.int64).random_(generator=generator).item())


def seeded(seed):
    return None if seed is None else torch.Generator().manual_seed(seed)


def loader_case(length, batch_size=1, seed=0, generator_seed=None, sampler=None, stop_after=None, **options):
    torch.manual_seed(seed)
    generator = seeded(generator_seed)
    chosen = None if sampler is None else SAMPLERS[sampler](length, generator)
    loader = data.DataLoader(
        range(length), batch_size=batch_size, generator=generator, sampler=chosen, **options
    )
    epochs = [[batch.tolist() for batch in itertools.islice(loader, stop_after)] for _ in range(3)]
    return {
        "length": length,
        "batchSize": batch_size,
        "seed": seed,
        "generatorSeed": generator_seed,
        "sampler": sampler,
        "stopAfter": stop_after,
        "shuffle": options.get("shuffle", False),
        "dropLast": options.get("drop_last", False),
        "batches": len(loader),
        "epochs": epochs,
        "nextOfDefault": next_int64(),
        "nextOfGenerator": None if generator is None else next_int64(generator),
    }


def loader_cases():
    for generator_seed in (None, 42):
        for shuffle, drop_last in itertools.product((False, True), repeat=2):
            for length, batch_size in ((10, 3), (9, 3), (1, 4), (5, 1)):
                yield loader_case(
                    length, batch_size, 777, generator_seed, shuffle=shuffle, drop_last=drop_last
                )
        yield loader_case(10, 3, 777, generator_seed, stop_after=2, shuffle=True)
        for sampler in SAMPLERS:
            yield loader_case(8, 4, 777, generator_seed, sampler)
    for seed in (1, 2**40 + 5, -1):
        yield loader_case(20, 6, seed, shuffle=True)


def interleaved_case():
    """Two iterations of one loader at once, a batch of each in turn."""
    torch.manual_seed(3)
    loader = data.DataLoader(range(8), batch_size=3, shuffle=True)
    first, second = iter(loader), iter(loader)
    batches = [[a.tolist(), b.tolist()] for a, b in zip(first, second)]
    return {"batches": batches, "nextOfDefault": next_int64()}


def mnist_sized_case():
    """60,000 samples in batches of 100: the first batch of each epoch, and a sum over the order."""
    torch.manual_seed(777)
    loader = data.DataLoader(range(60000), batch_size=100, shuffle=True, drop_last=True)
    epochs = []
    for _ in range(3):
        order = [index for batch in loader for index in batch.tolist()]
        epochs.append(
            {"first": order[:100], "sum": sum((k + 1) * index for k, index in enumerate(order))}
        )
    return {"epochs": epochs, "nextOfDefault": next_int64()}


def split_case(length, lengths, seed, generator_seed=None):
    torch.manual_seed(seed)
    generator = {} if generator_seed is None else {"generator": seeded(generator_seed)}
    parts = data.random_split(range(length), lengths, **generator)
    return {
        "length": length,
        "lengths": lengths,
        "seed": seed,
        "generatorSeed": generator_seed,
        "parts": [list(part) for part in parts],
        "nextOfDefault": next_int64(),
    }


def split_cases():
    yield split_case(10, [7, 3], 777)
    yield split_case(10, [7, 3], 777, 42)
    yield split_case(10, [0, 4, 6, 0], 5)
    yield split_case(30, [0.3, 0.3, 0.4], 1, 42)
    yield split_case(11, [0.25, 0.25, 0.25, 0.25], 2)
    yield split_case(7, [0.1] * 9 + [0.1], 3)
    yield split_case(1, [1], 4)


def transform_cases():
    """Every byte as ToTensor scales it, and as Normalize shifts that, by MNIST's numbers."""
    scaled = torch.arange(256, dtype=torch.uint8).to(torch.float32).div(255)
    mean, std = (torch.tensor(value, dtype=torch.float32) for value in (0.1307, 0.3081))
    return {"scaled": scaled.tolist(), "normalized": scaled.sub(mean).div(std).tolist()}


def collate_cases():
    """The batches of Python's own kinds of values, with the dtypes they come out in."""
    samples = {
        "integers": [1, 2, 3],
        "floats": [0.5, 2.0, -1.25],
        "mixed": [1.5, 2, 3],
        "booleans": [True, False],
    }
    batches = {name: data.default_collate(values) for name, values in samples.items()}
    return {
        name: {"samples": samples[name], "dtype": str(batch.dtype)[6:], "batch": batch.tolist()}
        for name, batch in batches.items()
    }


def main():
    entries = {
        "torch": torch.__version__,
        "weights": WEIGHTS,
        "loaders": list(loader_cases()),
        "interleaved": interleaved_case(),
        "mnistSized": mnist_sized_case(),
        "splits": list(split_cases()),
        "transforms": transform_cases(),
        "collate": collate_cases(),
    }
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(entries, separators=(",", ":")) + "\n")
    print(f"{len(entries['loaders'])} loaders, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
