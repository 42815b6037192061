"""Sorting and finding: the functions that make indices."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special


def ints(values, **fields):
    return Input(values, dtype='int32', **fields)


def record():
    family = Family('sorting')
    record_sort(family)
    record_rank(family)
    record_search(family)
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


def record_rank(family):
    draw = Draw('rank')
    for k in (1, 3):
        family.both('kthvalue', draw.distinct([5]), k)
        family.case('kthvalue', draw.distinct([3, 4]), k, 0)
        family.case('kthvalue', draw.distinct([2, 4]), k, dim=1, keepdim=True)
    family.case('kthvalue', Input([1.0, np.nan, 0.5]), 3)
    family.case('kthvalue', scalar(1.5), 1)
    family.case('kthvalue', ints([3, -1, 2]), 2)
    family.throws('kthvalue', draw.real([3]), 4)
    family.throws('kthvalue', draw.real([3]), 0)
    for shape in ([5], [4], [2, 3]):
        family.both('median', draw.distinct(shape))
    for dim in (0, 1, -1):
        family.both('median', draw.distinct([3, 4]), dim)
        family.case('median', draw.distinct([4, 3]), dim=dim, keepdim=True)
    family.case('median', Input([1.0, np.nan, 0.5, np.inf]))
    family.case('median', Input([[1.0, np.nan, np.nan], [np.inf, -np.inf, 2.0]]), 1)
    family.case('median', scalar(1.5))
    family.case('median', scalar(1.5), 0)
    family.case('median', empty([0], grad=False))
    family.case('median', empty([2, 0]), 0)
    family.case('median', ints([3, -1, 2]), 0)
    family.throws('median', empty([2, 0]), 1)
    for seen in draw.layouts([2, 3]):
        family.case('kthvalue', seen, 2)
    family.case('median', draw.distinct([4, 3], view=[('transpose', 0, 1)]), 1)


def record_search(family):
    draw = Draw('search')
    edges = Input([-1.0, 0.0, 0.0, 1.5], grad=False)
    for right in (False, True):
        for values in (draw.real([5], grad=False), draw.real([2, 3], grad=False), Input([-1.0, 0.0, 1.5, 9.0], grad=False)):
            family.case('searchsorted', edges, values, right=right)
            family.case('bucketize', values, edges, right=right)
        family.case('bucketize', scalar(0.0, grad=False), edges, right=right)
        rows = Input([[0.0, 1.0, 2.0], [-3.0, -2.0, 5.0]], grad=False)
        family.case('searchsorted', rows, Input([[1.0, 1.5], [-4.0, 5.0]], grad=False), right=right)
    family.case('searchsorted', edges, empty([0], grad=False))
    family.case('searchsorted', ints([1, 3, 5]), ints([2, 3, 9]))
    family.throws('searchsorted', draw.real([2, 3], grad=False), draw.real([3, 2], grad=False))


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
