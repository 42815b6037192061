"""Joining, splitting and rearranging."""

from cases import Family
from inputs import Draw, empty, scalar


def record():
    family = Family('arrangement')
    record_join(family)
    record_split(family)
    record_rearrange(family)
    record_grids(family)
    record_diagonal(family)
    return family


def record_join(family):
    draw = Draw('join')
    for shapes, dim in (
        ([[2, 3], [1, 3]], 0),
        ([[2, 3], [2, 1]], 1),
        ([[2, 3], [2, 2]], -1),
        ([[2], [3], [1]], 0),
        ([[0, 3], [2, 3]], 0),
        ([[0], [2, 3]], 1),
        ([[2, 3]], 0),
        ([[2, 2, 1], [2, 2, 2]], 2),
    ):
        family.case('cat', [draw.real(shape) for shape in shapes], dim, twice=True)
    family.case('cat', [draw.real([2]), draw.real([2])])
    family.case('cat', [draw.real([2]), draw.real([1])], dim=0)
    family.case('cat', [draw.real([2]), draw.integers([2])], note='promotes')
    family.case('cat', [draw.real([2]), draw.real([2], dtype='float64')], note='promotes')
    family.case('cat', [draw.bools([2]), draw.integers([2], 0, 5, dtype='uint8')], note='promotes')
    same = draw.real([2, 2])
    family.case('cat', [same, same], 1, note='the same tensor')
    family.case('cat', list(draw.layouts([2, 3])), 0, note='every layout')
    family.throws('cat', [draw.real([2, 3]), draw.real([2, 2])], 0)
    family.throws('cat', [draw.real([2]), draw.real([1, 2])], 0)
    family.throws('cat', [draw.real([2]), draw.real([2])], 1)
    family.throws('cat', [scalar(1.5), scalar(2.5)], 0)
    family.throws('cat', [], 0)
    for shape, dim in (([2, 3], 0), ([2, 3], 1), ([2, 3], 2), ([2, 3], -1), ([], 0), ([0], 1)):
        family.case('stack', [draw.real(shape), draw.real(shape)], dim)
    family.case('stack', [draw.real([2]), draw.real([2])])
    family.case('stack', [draw.real([2])], dim=-2)
    family.case('stack', list(draw.layouts([2, 3])), 1, note='every layout')
    family.throws('stack', [draw.real([2]), draw.real([3])], 0)
    family.throws('stack', [draw.real([2]), draw.real([2])], 2)


def record_split(family):
    draw = Draw('split')
    for size, dim in (
        (2, 0),
        (3, 0),
        (5, 0),
        (7, 0),
        ([2, 3], 0),
        ([1, 0, 4], 0),
        (1, 1),
        ([2, 1], -1),
    ):
        family.both('split', draw.real([5, 3]), size, dim)
    family.case('split', draw.real([4]), 3)
    family.case('split', draw.real([2, 3], view=[('transpose', 0, 1)]), 2)
    family.case('split', empty([0, 2]), 1)
    family.throws('split', draw.real([5]), [2, 2])
    family.throws('split', draw.real([5]), -1)
    family.throws('split', draw.real([5]), 1, 1)
    for chunks, dim in ((2, 0), (3, 0), (5, 0), (8, 0), (1, 0), (2, 1), (2, -1)):
        family.both('chunk', draw.real([5, 3]), chunks, dim)
    family.case('chunk', draw.real([4]), 2)
    family.case('chunk', empty([0, 2]), 2)
    family.case('chunk', empty([2, 0]), 2)
    family.throws('chunk', draw.real([4]), 0)
    for shape, dims in (([2, 3], ()), ([2, 3], (1,)), ([2, 3], (-1,)), ([3], (0,)), ([2, 0], (0,))):
        family.both('unbind', draw.real(shape), *dims)
    family.throws('unbind', scalar(1.5))


def record_rearrange(family):
    draw = Draw('rearrange')
    for dims in ([0], [1], [-1], [0, 1], []):
        family.both('flip', draw.real([2, 3]), dims)
    family.case('flip', scalar(1.5), [0])
    family.case('flip', empty([0, 2]), [0])
    family.case('flip', draw.integers([2, 2]), [0, 1])
    family.throws('flip', draw.real([2, 3]), [2])
    family.throws('flip', draw.real([2, 3]), [0, 0])
    for shifts, dims in (
        (1, 0),
        (-1, 0),
        (5, 1),
        (2, -1),
        ([1, 1], [0, 1]),
        ([1, -2], [1, 0]),
        (0, 0),
    ):
        family.both('roll', draw.real([2, 3]), shifts, dims)
    family.both('roll', draw.real([2, 3]), 2)
    family.case('roll', draw.real([4]), -1)
    family.case('roll', empty([0]), 1, 0)
    family.throws('roll', draw.real([2, 3]), [1, 2], [0])
    for seen in draw.layouts([2, 3]):
        family.method('flip', seen, [1])
        family.method('roll', seen, 1, 1)


def record_grids(family):
    draw = Draw('grids')
    for op in ('hstack', 'vstack'):
        for shapes in ([[2], [3]], [[2, 2], [2, 2]], [[], []], [[1, 2, 2], [1, 2, 2]]):
            if op == 'vstack' and shapes == [[2], [3]]:
                shapes = [[3], [3]]
            family.case(op, [draw.real(shape) for shape in shapes])
        family.throws(op, [draw.real([2, 2]), draw.real([3, 3])])
    for shapes in ([[2, 1], [3]], [[2, 1], [1, 3]], [[], [2]], [[2, 3], [3], [1]], [[0, 1], [2]]):
        family.case('broadcastTensors', *[draw.real(shape) for shape in shapes])
    family.throws('broadcastTensors', draw.real([2]), draw.real([3]))
    for indexing in ('ij', 'xy'):
        for shapes in ([[2], [3]], [[2]], [[2], [3], [2]], [[2], []], [[0], [2]]):
            family.case('meshgrid', [draw.real(shape) for shape in shapes], indexing=indexing)
    family.throws('meshgrid', [draw.real([2, 2])], indexing='ij')
    for shape, repeats, dim in (([3], 2, 0), ([2, 3], 2, 0), ([2, 3], 3, 1), ([2, 3], 0, -1)):
        family.both('repeatInterleave', draw.real(shape), repeats, dim)
    family.case('repeatInterleave', draw.real([2, 2]), 2)
    family.throws('repeatInterleave', draw.real([2]), -1)
    for k in (0, 1, 2, 3, -1, 5):
        family.both('rot90', draw.real([2, 3]), k, [0, 1])
    family.case('rot90', draw.real([2, 3, 2]), 1, [2, 0])
    family.throws('rot90', draw.real([2, 3]), 1, [0, 0])


def record_diagonal(family):
    draw = Draw('diagonal')
    for offset in (0, 1, -1, 2, -3):
        family.both('diagonal', draw.real([3, 4]), offset)
        for op in ('tril', 'triu'):
            family.both(op, draw.real([3, 4]), offset)
    family.case('diagonal', draw.real([2, 3, 2]), 0, 0, 2)
    family.case('diagonal', draw.real([2, 3, 2]), offset=1, dim1=-2, dim2=-1)
    family.case('diagonal', empty([0, 2]))
    family.throws('diagonal', draw.real([3]))
    family.throws('diagonal', draw.real([2, 2]), 0, 1, 1)
    for op in ('tril', 'triu'):
        family.case(op, draw.real([2, 2, 3]))
        family.case(op, draw.integers([3, 3]))
        family.case(op, draw.bools([2, 2]))
        family.case(op, empty([0, 3]))
        family.throws(op, draw.real([3]))
        for seen in draw.layouts([2, 3]):
            family.method(op, seen)
    for offset in (0, 1, -2):
        family.both('diag', draw.real([3]), offset)
        family.both('diag', draw.real([3, 4]), offset)
        family.both('diagEmbed', draw.real([2, 3]), offset)
    family.case('diagEmbed', draw.real([2, 3]), 0, 0, 2)
    family.case('diagEmbed', draw.real([3]), offset=1, dim1=1, dim2=0)
    family.throws('diag', draw.real([2, 2, 2]))
    family.throws('diagEmbed', draw.real([2]), 0, 1, 1)
    for shape in ([3, 3], [2, 3], [0, 0]):
        family.both('trace', draw.real(shape))
    family.throws('trace', draw.real([3]))
