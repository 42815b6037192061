"""Gathering, scattering and masks."""

from cases import Family
from inputs import Draw, Input, empty, scalar, special


def ints(values, **fields):
    return Input(values, dtype='int32', **fields)


def record():
    family = Family('gathering')
    record_gather(family)
    record_scatter(family)
    record_index(family)
    record_index_writes(family)
    record_masked(family)
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


def record_index_writes(family):
    draw = Draw('index writes')
    for op in ('indexCopy', 'indexFill'):
        for shape, dim, index, source in (
            ([3, 2], 0, [2, 0], [2, 2]),
            ([3, 2], 1, [1], [3, 1]),
            ([4], -1, [3, 0], [2]),
        ):
            value = draw.real(source) if op == 'indexCopy' else -1.5
            family.both(op, draw.real(shape), dim, ints(index), value, twice=True)
        family.throws(op, draw.real([3]), 0, ints([3]), draw.real([1]))
    family.case('indexFill', draw.real([2, 3]), 1, ints([0, 2]), draw.real([]))
    family.case('indexFill', draw.integers([3]), 0, ints([1]), 7)
    for shape, index, dim in (
        ([2, 3], [[2, 0], [1, 1]], 1),
        ([3, 2], [[0, 2]], 0),
        ([2, 3], [[1]], 1),
        ([1, 3], [[0], [2]], -1),
    ):
        family.both('takeAlongDim', draw.real(shape), ints(index), dim)
    family.case('takeAlongDim', draw.real([2, 3]), ints([5, 0]))


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
    for shape, mask, source in (([2, 3], [2, 3], [6]), ([2, 3], [3], [2, 4]), ([3], [], [3])):
        family.both('maskedScatter', draw.real(shape), draw.bools(mask), draw.real(source))
    family.throws('maskedScatter', draw.real([3]), Input([1, 1, 1], dtype='bool'), draw.real([2]))
    for op, *value in (('maskedSelect',), ('maskedFill', 1.5)):
        family.throws(op, draw.real([2, 3]), draw.bools([2]), *value)
        family.throws(op, draw.real([2, 3]), draw.real([2, 3], grad=False), *value)
