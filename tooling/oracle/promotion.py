#!/usr/bin/python3
"""Writes the dtypes that PyTorch gives for every pair of operands: `/usr/bin/python3 tooling/oracle/promotion.py`."""

import json
import operator
from pathlib import Path

import torch

from encoding import DTYPE_NAMES, DTYPES

FIXTURE = Path(__file__).parents[2] / 'packages' / 'tensor' / 'src' / 'ops' / 'fixtures' / 'promotion.json'

NUMBERS = {'integer': 2, 'fraction': 1.5, 'boolean': True}
OPERATIONS = {
    'add': operator.add,
    'sub': operator.sub,
    'mul': operator.mul,
    'div': operator.truediv,
    'pow': operator.pow,
    'floorDivide': torch.floor_divide,
    'maximum': torch.maximum,
    'eq': operator.eq,
    'where': lambda left, right: torch.where(torch.tensor([True, False]), left, right),
}


def operands():
    """Every operand by its name: a vector or a scalar of each dtype, and Python numbers."""
    for name, dtype in DTYPES.items():
        yield f'{name} vector', torch.ones(2, dtype=dtype)
        yield f'{name} scalar', torch.ones((), dtype=dtype)
    yield from NUMBERS.items()


def results(operation):
    """Names of two operands and the dtype of the result, or null where PyTorch refuses the dtypes."""
    for left_name, left in operands():
        for right_name, right in operands():
            if not isinstance(left, torch.Tensor) and not isinstance(right, torch.Tensor):
                continue
            try:
                yield [left_name, right_name, DTYPE_NAMES[operation(left, right).dtype]]
            except RuntimeError:
                yield [left_name, right_name, None]
            except TypeError:
                pass  # A function that takes no Python numbers says nothing about their dtype.


def main():
    table = {name: list(results(operation)) for name, operation in OPERATIONS.items()}
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    lines = ',\n'.join(
        json.dumps(name) + ':[\n' + ',\n'.join(json.dumps(row) for row in rows) + '\n]' for name, rows in table.items()
    )
    FIXTURE.write_text('{' + lines + '}\n')
    print(sum(map(len, table.values())), 'pairs')


if __name__ == '__main__':
    main()
