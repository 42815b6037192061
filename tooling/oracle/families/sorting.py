"""Sorting and finding: the functions that make indices."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special


def ints(values, **fields):
    return Input(values, dtype='int32', **fields)


def record():
    family = Family('sorting')
    record_sort(family)
    record_find(family)
    return family


def record_sort(family):
    draw = Draw('sort')
    for op in ('sort', 'argsort'):
        family.both(op, draw.distinct([5]))
        for dim in (0, 1, -1):
            for descending in (False, True):
                family.case(op, draw.distinct([3, 4]), dim=dim, descending=descending)
        family.method(op, draw.distinct([2, 3]), 0, True, note='positional')
        family.case(op, scalar(1.5))
        family.case(op, empty([0]))
        family.case(op, empty([2, 0]), dim=0)
        family.case(op, Input([np.nan, 1.0, -np.inf, np.inf, 0.5]))
        family.case(op, Input([np.nan, 1.0, -np.inf, np.inf, 0.5]), descending=True)
        family.case(op, ints([3, -1, 2]))
        for seen in draw.layouts([2, 3]):
            family.case(op, seen, dim=1)
        family.throws(op, draw.real([3]), dim=1)
    for descending in (False, True):
        family.case(
            'sort',
            Input([1.0, 0.5, 1.0, 0.5, 1.0]),
            dim=0,
            stable=True,
            descending=descending,
            note='ties',
        )
    family.case('sort', draw.distinct([6], dtype='float64'))
    for k in (1, 2, 4):
        for dim in (-1, 0):
            family.case('topk', draw.distinct([4, 5]), k, dim)
    family.both('topk', draw.distinct([6]), 3)
    family.case('topk', draw.distinct([6]), 2, largest=False)
    family.case('topk', draw.distinct([2, 4]), 2, dim=1, largest=False, sorted=True)
    family.case('topk', Input([1.0, np.nan, np.inf, -np.inf]), 2, note='NaN is largest')
    family.case('topk', ints([3, -1, 2]), 2)
    family.case('topk', scalar(1.5), 1)
    family.case('topk', draw.distinct([3]), 0)
    family.throws('topk', draw.real([3]), 4)
    family.throws('topk', draw.real([3]), -1)


def record_find(family):
    draw = Draw('nonzero')
    for input in (
        draw.bools([4]),
        draw.bools([2, 3]),
        draw.integers([2, 2, 2], -1, 2),
        special(),
        empty([0, 2]),
        scalar(1.5),
        scalar(0.0),
        Input([0, 0], dtype='int32'),
        draw.bools([2, 3], view=[('transpose', 0, 1)]),
    ):
        family.both('nonzero', input)
        family.case('nonzero', input, asTuple=True)
        family.case('argwhere', input)
