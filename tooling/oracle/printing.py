#!/usr/bin/env python3
"""Writes what PyTorch prints to packages/tensor/src/printing/fixtures/printing.json.

Run it with a Python that has PyTorch 1.13: python3 tooling/oracle/printing.py
"""

import json
from pathlib import Path

import torch
from printing_cases import add_cases
from printing_numbers import number_digests, number_samples
from printing_recorder import cases

TARGET = Path(__file__).parents[2] / "packages/tensor/src/printing/fixtures/printing.json"


def main():
    add_cases()
    assert len({entry["name"] for entry in cases}) == len(cases), "two cases share a name"

    def compact(entry):
        return json.dumps(entry, allow_nan=False, separators=(",", ":"))

    def lines(entries):
        return ",\n".join(compact(entry) for entry in entries)

    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(
        f'{{"torch":"{torch.__version__}",\n"tensors":[\n{lines(cases)}\n],\n'
        f'"numbers":[\n{lines(number_samples())}\n],\n"digests":[\n{lines(number_digests())}\n]}}\n'
    )
    print(f"{len(cases)} tensors, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
