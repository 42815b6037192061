#!/usr/bin/python3
"""
Writes fixtures/primitives/*.json, the golden cases of every primitive in every dtype, by which each
device is judged, or those of some families: `/usr/bin/python3 tooling/oracle/primitives.py large`.
"""

import importlib
import sys
from pathlib import Path

from encoding import write_cases

FIXTURES = Path(__file__).parent / 'fixtures' / 'primitives'
FAMILIES = ['elementwise', 'backward', 'reductions', 'products', 'arrangement', 'large']


def main(names):
    for name in names:
        family = importlib.import_module(f'primitive_families.{name}').record()
        path = FIXTURES / f'{family.name}.json'
        write_cases(path, family.cases)
        print(f'{len(family.cases):5} cases {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main(sys.argv[1:] or FAMILIES)
