"""Views: the same elements under another shape."""

from cases import Family
from inputs import Draw, empty, scalar


def record():
    family = Family('shape')
    record_view(family)
    record_transpose(family)
    record_expand(family)
    record_squeeze(family)
    record_narrow(family)
    return family


def record_view(family):
    draw = Draw('view')
    for op in ('view', 'reshape'):
        for shape, new in (
            ([2, 3], [3, 2]),
            ([2, 3], [6]),
            ([2, 3], [-1]),
            ([2, 3], [1, 6, 1]),
            ([6], [2, -1]),
            ([], [1]),
            ([1], []),
            ([0, 3], [3, 0]),
            ([0], [0, 5]),
            ([2, 2, 2], [4, 2]),
        ):
            family.method(op, draw.real(shape), new)
        family.method(op, draw.real([2, 3]), 3, 2, note='variadic')
        family.method(op, draw.real([4], dtype='float64'), [2, 2])
        family.method(op, draw.integers([4]), [2, 2])
        family.method(op, draw.bools([4]), [2, -1])
        family.method(op, draw.real([2, 2], view=[('slice', 0, 1, None, 1)]), [2])
        for wrong in ([4], [-1, -1], [4, -1], [-2, 3]):
            family.throws(op, draw.real([2, 3]), wrong, call='method')
    family.case('reshape', draw.real([2, 3]), [3, 2])
    for seen in draw.layouts([2, 3]):
        family.method('reshape', seen, [6])
    family.throws('view', draw.real([2, 3], view=[('transpose', 0, 1)]), [6], call='method')
    family.method('view', draw.real([2, 3], view=[('transpose', 0, 1)]), [3, 1, 2])
    for dims in ((), (0,), (1,), (0, 1), (1, 2), (-2, -1), (0, 2)):
        family.case('flatten', draw.real([2, 3, 2]), *dims)
    family.method('flatten', draw.real([2, 3, 2]), startDim=1)
    family.method('flatten', draw.real([2, 3, 2]), endDim=1)
    family.case('flatten', scalar(2.5))
    family.case('flatten', empty([2, 0, 3]), 1)
    family.case('flatten', draw.real([2, 3], view=[('transpose', 0, 1)]))
    family.throws('flatten', draw.real([2, 3]), 1, 0)
    for op in ('clone', 'contiguous', 'detach'):
        for seen in draw.layouts([2, 3]):
            family.method(op, seen)
        family.method(op, scalar(1.5))
        family.method(op, empty([0, 2]))


def record_transpose(family):
    draw = Draw('transpose')
    for dims in ((0, 1), (1, 0), (0, 0), (-1, 0), (-2, -1), (0, 2)):
        family.both('transpose', draw.real([2, 3, 2]), *dims)
    family.case('transpose', scalar(1.5), 0, -1)
    family.case('transpose', empty([0, 3]), 0, 1)
    family.throws('transpose', draw.real([2, 3]), 0, 2)
    for shape in ([2, 3], [3], [], [0, 2]):
        family.both('t', draw.real(shape))
    family.throws('t', draw.real([2, 2, 2]))
    for dims in ([0, 1, 2], [2, 0, 1], [-1, 0, 1], [1, 2, 0]):
        family.both('permute', draw.real([2, 3, 2]), dims)
    family.method('permute', draw.real([2, 3]), 1, 0, note='variadic')
    family.case('permute', scalar(1.5), [])
    family.case('permute', empty([0, 2]), [1, 0])
    for seen in draw.layouts([2, 3]):
        family.method('permute', seen, [1, 0])
        family.method('transpose', seen, 0, 1)
    for wrong in ([0], [0, 0], [0, 2], [0, 1, 2]):
        family.throws('permute', draw.real([2, 3]), wrong)
    for source, destination in ((0, 2), (-1, 0), (1, 1), ([0, 1], [2, 0]), ([0, 2], [-1, 0])):
        family.both('movedim', draw.real([2, 3, 2]), source, destination)
    family.case('movedim', empty([0, 2]), 0, 1)
    family.throws('movedim', draw.real([2, 3]), [0, 0], [0, 1])
    family.throws('movedim', draw.real([2, 3]), [0, 1], [0])


def record_expand(family):
    draw = Draw('expand')
    for shape, new in (
        ([3], [2, 3]),
        ([1, 3], [2, 3]),
        ([1, 3], [2, -1]),
        ([2, 1], [-1, 3]),
        ([], [2, 2]),
        ([1], [0]),
        ([2, 3], [2, 3]),
        ([1, 0], [2, 0]),
        ([2, 1], [3, 2, 2]),
        ([], []),
    ):
        family.method('expand', draw.real(shape), new, twice=True)
    family.method('expand', draw.real([1, 3]), 2, 3, note='variadic')
    family.method('expand', draw.integers([1, 3]), [2, 3])
    for wrong in ([2, 4], [3], [-1, 2, 3], [-2, 3]):
        family.throws('expand', draw.real([2, 3]), wrong, call='method')
    for shape, other in (
        ([3], [2, 3]),
        ([2, 1], [2, 2]),
        ([], [3]),
        ([1], [0]),
        ([0], [2, 0]),
        ([2, 2], [2, 2]),
    ):
        family.method('expandAs', draw.real(shape), draw.real(other))
    for shape, other in (([2, 3], [3, 2]), ([4], [2, 2]), ([0, 2], [3, 0]), ([1], [])):
        family.method('viewAs', draw.real(shape), draw.real(other))
    family.throws('viewAs', draw.real([2, 3]), draw.real([4]), call='method')
    for shape, new in (
        ([3], [2, 3]),
        ([2, 1], [2, 3]),
        ([], [2]),
        ([1, 1], [0, 2]),
        ([0, 1], [0, 3]),
    ):
        family.both('broadcastTo', draw.real(shape), new)
    family.throws('broadcastTo', draw.real([2]), [3])
    for shape, counts in (
        ([2], [2]),
        ([2], [2, 3]),
        ([2, 3], [2, 1]),
        ([2, 2], [1, 2]),
        ([], [3]),
        ([0, 2], [2, 2]),
        ([2], [0]),
        ([2, 2], [2, 1, 2]),
    ):
        family.method('repeat', draw.real(shape), counts)
    family.method('repeat', draw.real([2]), 2, 2, note='variadic')
    family.method('repeat', draw.real([2, 3], view=[('transpose', 0, 1)]), [1, 2])
    family.throws('repeat', draw.real([2, 3]), [2], call='method')
    for shape, counts in (
        ([2], [2]),
        ([2, 2], [2]),
        ([2, 3], [2, 1]),
        ([2], [2, 2]),
        ([], [2]),
        ([0], [2]),
    ):
        family.both('tile', draw.real(shape), counts)


def record_squeeze(family):
    draw = Draw('squeeze')
    for shape in ([1, 2, 1], [2, 3], [1, 1], [], [1, 0]):
        family.both('squeeze', draw.real(shape))
    for dim in (0, 1, -1):
        family.both('squeeze', draw.real([1, 2, 1]), dim)
    family.case('squeeze', scalar(1.5), 0)
    family.throws('squeeze', draw.real([1, 2]), 2)
    for shape, dim in (
        ([2, 3], 0),
        ([2, 3], 1),
        ([2, 3], 2),
        ([2, 3], -1),
        ([2, 3], -3),
        ([], 0),
        ([], -1),
        ([0], 1),
    ):
        family.both('unsqueeze', draw.real(shape), dim)
    family.throws('unsqueeze', draw.real([2]), 2)
    family.throws('unsqueeze', draw.real([2]), -3)
    for seen in draw.layouts([1, 3]):
        family.method('squeeze', seen)
        family.method('unsqueeze', seen, 1)


def record_narrow(family):
    draw = Draw('narrow')
    for dim, start, length in ((0, 0, 2), (1, 1, 2), (-1, 0, 1), (0, 2, 1), (1, 3, 0), (0, -2, 2)):
        family.both('narrow', draw.real([3, 3]), dim, start, length)
    for wrong in ((0, 2, 2), (2, 0, 1), (0, 0, -1), (0, 4, 0)):
        family.throws('narrow', draw.real([3, 3]), *wrong)
    for dim, index in ((0, 0), (0, -1), (1, 2), (-1, 1)):
        family.both('select', draw.real([2, 3]), dim, index)
    family.case('select', draw.real([3]), 0, 1)
    family.throws('select', draw.real([2, 3]), 0, 2)
    family.throws('select', draw.real([2, 3]), 1, -4)
    family.throws('select', scalar(1.5), 0, 0)
    family.case('narrow', empty([0, 2]), 1, 0, 1)
    family.case('select', empty([0, 2]), 1, 1)
    for seen in draw.layouts([2, 3]):
        family.method('narrow', seen, 1, 1, 2)
        family.method('select', seen, 1, 1)
