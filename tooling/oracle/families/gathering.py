"""Gathering, scattering, sorting and the functions that make indices."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special


def ints(values, **fields):
    return Input(values, dtype='int32', **fields)


def record():
    family = Family('gathering')
    record_gather(family)
    record_scatter(family)
    record_index(family)
    record_masked(family)
    record_sort(family)
    record_find(family)
    return family


def record_gather(family):
    draw = Draw('gather')
    for shape, dim, index in (
        ([3, 2], 0, [[0, 2], [1, 1]]),
        ([3, 2], 1, [[0, 1, 1], [1, 0, 0]]),
        ([3, 2], -1, [[0], [1], [1]]),
        ([4], 0, [3, 3, 0]),
        ([2, 2, 2], 1, [[[0, 1]], [[1, 1]]]),
        ([3], 0, []),
        ([2, 3], 0, [[1]]),
    ):
        family.both(
            'gather',
            draw.real(shape),
            dim,
            ints(index) if index else empty([0], 'int32'),
            twice=True,
        )
    family.case('gather', scalar(1.5), 0, ints(0, shape=[]))
    family.case('gather', draw.integers([3]), 0, ints([2, 0]))
    for seen in draw.layouts([2, 3]):
        family.case('gather', seen, 1, ints([[0, 2], [1, 1]]))
    family.throws('gather', draw.real([3]), 0, ints([3]))
    family.throws('gather', draw.real([3]), 0, ints([-1]))
    family.throws('gather', draw.real([3, 2]), 0, ints([0]))
    family.throws('gather', draw.real([3]), 1, ints([0]))
    for index in ([0, 5, -1], [[1, 1], [2, -6]]):
        family.both('take', draw.real([2, 3]), ints(index))
    family.case('take', draw.real([2, 3], view=[('transpose', 0, 1)]), ints([1, 4]))
    family.case('take', draw.real([3]), empty([0], 'int32'))
    family.case('take', scalar(1.5), ints(0, shape=[]))
    family.throws('take', draw.real([2, 3]), ints([6]))


def record_scatter(family):
    draw = Draw('scatter')
    for op in ('scatter', 'scatterAdd'):
        for shape, dim, index, source in (
            ([3, 2], 0, [[0, 2]], [1, 2]),
            ([3, 2], 0, [[0, 1], [2, 0]], [2, 2]),
            ([2, 3], 1, [[2, 0], [1, 2]], [2, 2]),
            ([2, 3], -1, [[0], [1]], [2, 1]),
            ([4], 0, [3, 1], [2]),
            ([2, 2, 2], 2, [[[1, 0]]], [1, 1, 2]),
        ):
            family.both(op, draw.real(shape), dim, ints(index), draw.real(source), twice=True)
        family.case(op, draw.real([3]), 0, empty([0], 'int32'), draw.real([0]))
        family.case(op, draw.integers([3]), 0, ints([2, 0]), draw.integers([2]))
        family.case(
            op, draw.real([2, 3], view=[('transpose', 0, 1)]), 0, ints([[1, 2]]), draw.real([1, 2])
        )
        family.throws(op, draw.real([3]), 0, ints([3]), draw.real([1]))
        family.throws(op, draw.real([3]), 0, ints([0, 1]), draw.real([1]))
        family.throws(op, draw.real([3, 2]), 0, ints([0]), draw.real([1]))
    for value in (0, 1, -1.5):
        family.both('scatter', draw.real([2, 3]), 1, ints([[0, 2], [1, 1]]), value)
    family.case(
        'scatterAdd', draw.real([3]), 0, ints([1, 1, 1]), draw.real([3]), note='the same place'
    )
    family.case(
        'scatterAdd',
        draw.real([2, 2]),
        0,
        ints([[0, 0], [0, 1], [1, 1]]),
        draw.real([3, 2]),
        note='the same place',
    )


def record_index(family):
    draw = Draw('indexSelect')
    for shape, dim, index in (
        ([3, 2], 0, [2, 0, 0]),
        ([3, 2], 1, [1]),
        ([3, 2], -1, [1, 1, 0]),
        ([4], 0, [3]),
        ([2, 2, 2], 1, [1, 0]),
    ):
        family.both('indexSelect', draw.real(shape), dim, ints(index), twice=True)
    family.case('indexSelect', draw.real([3, 2]), 0, empty([0], 'int32'))
    family.case('indexSelect', draw.bools([3]), 0, ints([1, 2]))
    for seen in draw.layouts([2, 3]):
        family.case('indexSelect', seen, 1, ints([2, 1]))
    family.throws('indexSelect', draw.real([3]), 0, ints([3]))
    family.throws('indexSelect', draw.real([3]), 0, ints([[0]]))
    for shape, dim, index, source in (
        ([3, 2], 0, [2, 0], [2, 2]),
        ([3, 2], 0, [1, 1], [2, 2]),
        ([3, 2], 1, [1], [3, 1]),
        ([4], -1, [3, 0, 3], [3]),
    ):
        family.both('indexAdd', draw.real(shape), dim, ints(index), draw.real(source), twice=True)
        family.case('indexAdd', draw.real(shape), dim, ints(index), draw.real(source), alpha=-2)
    family.case('indexAdd', draw.integers([3]), 0, ints([1, 1]), draw.integers([2]))
    family.throws('indexAdd', draw.real([3, 2]), 0, ints([0]), draw.real([1, 3]))
    family.throws('indexAdd', draw.real([3]), 0, ints([3]), draw.real([1]))
    for index in ([0, 2], [[1, 1], [0, 2]]):
        family.functional('embedding', ints(index), draw.real([3, 2]), twice=True)
        family.functional('embedding', ints(index), draw.real([3, 2]), paddingIdx=2)
    family.functional('embedding', ints(1, shape=[]), draw.real([3, 2]))
    family.functional('embedding', empty([0], 'int32'), draw.real([3, 2]))
    family.throws('embedding', ints([3]), draw.real([3, 2]), call='functional')
    for index in ([0, 2, 1], [[1, 0], [2, 2]]):
        family.functional('oneHot', ints(index))
        family.functional('oneHot', ints(index), 4)
    family.functional('oneHot', ints(2, shape=[]), numClasses=3)
    family.functional('oneHot', empty([0], 'int32'), 3)
    family.throws('oneHot', ints([3]), 3, call='functional')
    family.throws('oneHot', ints([-1]), 3, call='functional')


def record_masked(family):
    draw = Draw('masked')
    for shape, mask in (
        ([2, 3], [2, 3]),
        ([2, 3], [3]),
        ([2, 3], [2, 1]),
        ([3], [2, 3]),
        ([], [3]),
        ([3], []),
        ([0], [0]),
        ([], []),
    ):
        family.both('maskedSelect', draw.real(shape), draw.bools(mask), twice=True)
    for shape, mask in (
        ([2, 3], [2, 3]),
        ([2, 3], [3]),
        ([2, 3], [2, 1]),
        ([3], []),
        ([0, 2], [2]),
        ([], []),
        ([3], [2, 3]),
    ):
        family.both('maskedFill', draw.real(shape), draw.bools(mask), 0.5)
        family.case('maskedFill', draw.real(shape), draw.bools(mask), draw.real([]))
    family.case('maskedFill', draw.real([3]), draw.bools([3]), float('-inf'))
    family.case('maskedFill', draw.integers([3]), draw.bools([3]), 7)
    for seen in draw.layouts([2, 3]):
        family.case('maskedSelect', seen, draw.bools([2, 3]))
        family.case('maskedFill', seen, draw.bools([3]), 1.5)
    family.case('maskedSelect', special(), draw.bools([7]))
    family.case('maskedFill', special(), draw.bools([7]), 0)
    for op, *value in (('maskedSelect',), ('maskedFill', 1.5)):
        family.throws(op, draw.real([2, 3]), draw.bools([2]), *value)
        family.throws(op, draw.real([2, 3]), draw.real([2, 3], grad=False), *value)


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
