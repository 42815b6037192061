#!/usr/bin/python3
"""Writes erf and its inverse to a double's last digit, from mpmath: `/usr/bin/python3 tooling/oracle/special_functions.py`."""

import json
from pathlib import Path

import mpmath

FIXTURE = Path(__file__).parents[2] / 'packages' / 'tensor' / 'src' / 'kernels' / 'fixtures' / 'special-functions.json'

mpmath.mp.dps = 60

# Where series and continued fraction meet, where the result saturates, and where it vanishes.
ERF_AT = [0, 1e-300, 1e-20, 1e-8, 0.1, 0.5, 0.8, 1, 1.25, 1.7, 2, 2.4, 2.5, 2.5000000001, 2.6, 3, 3.5, 4, 5, 5.8, 5.999, 6, 6.1, 10]
ERFINV_AT = [0, 1e-300, 1e-20, 1e-8, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9995, 0.9999, 1 - 1e-8, 1 - 1e-12, 1 - 2**-53]


def pairs(function, points):
    """Each point with the function there; both functions are odd, so the points are not negative."""
    return [[point, float(function(mpmath.mpf(point)))] for point in points]


def main():
    table = {'erf': pairs(mpmath.erf, ERF_AT), 'erfinv': pairs(mpmath.erfinv, ERFINV_AT)}
    FIXTURE.parent.mkdir(parents=True, exist_ok=True)
    FIXTURE.write_text(json.dumps(table, indent=1) + '\n')
    print(sum(map(len, table.values())), 'values')


if __name__ == '__main__':
    main()
