#!/usr/bin/python3
"""
Writes fixtures/ops/*.json, the golden cases of every tensor operation, or those of some families:
`/usr/bin/python3 tooling/oracle/ops.py unary shape`.
"""

import importlib
import sys
from pathlib import Path

from encoding import write_cases

FIXTURES = Path(__file__).parent / 'fixtures' / 'ops'
FAMILIES = [
    'creation',
    'unary',
    'binary',
    'comparison',
    'reductions',
    'shape',
    'arrangement',
    'indexing',
    'gathering',
    'sorting',
    'linalg',
    'activations',
    'losses',
    'class_losses',
    'in_place',
    'in_place_views',
    'second_order',
]


def main(names):
    total = 0
    for name in names:
        family = importlib.import_module(f'families.{name}').record()
        path = FIXTURES / f'{family.name}.json'
        write_cases(path, family.cases)
        total += len(family.cases)
        print(f'{len(family.cases):5} cases {path.stat().st_size:8} bytes  {path.name}')
    print(f'{total:5} cases')


if __name__ == '__main__':
    main(sys.argv[1:] or FAMILIES)
