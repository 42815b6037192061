"""Matrix products."""

from cases import Family
from inputs import Draw, Input, empty, scalar
from primitive_families.elementwise import FLOATS, NUMBERS, values


def ints(data):
    return Input(data, dtype='int32')


def record():
    family = Family('products', atol=1e-6)
    record_matmul(family)
    record_addmm(family)
    return family


def record_matmul(family):
    draw = Draw('primitive matmul')
    for dtype in NUMBERS:
        family.primitive('matmul', values(draw, [2, 3], dtype), values(draw, [3, 4], dtype))
    for a, b in (
        ([1, 1], [1, 1]),
        ([5, 7], [7, 3]),
        ([17, 33], [33, 9]),
        ([2, 3, 4], [4, 2]),
        ([3, 4], [2, 4, 2]),
        ([2, 1, 3, 4], [3, 4, 2]),
        ([2, 3, 4], [2, 4, 5]),
    ):
        family.primitive('matmul', draw.real(a), draw.real(b))
    for a, b in (([0, 3], [3, 2]), ([2, 0], [0, 3]), ([2, 3], [3, 0]), ([0, 2, 3], [3, 2])):
        inputs = [empty(shape) if 0 in shape else draw.real(shape) for shape in (a, b)]
        family.primitive('matmul', *inputs)
    for a, b in zip(draw.layouts([4, 6]), draw.layouts([5, 6])):
        family.primitive('matmul', a, b.with_(view=[*b.view, ['transpose', 0, 1]]))
    wide = ints([[4097, 3], [-4099, 5]]), ints([[4097, 1], [7, -4097]])
    family.primitive('matmul', *wide, note='beyond float32')
    special = Input([['nan', 1.0], ['inf', 0.0], [0.0, 0.0]], grad=False)
    family.primitive(
        'matmul', special, Input([[1.0, 0.0], [2.0, 'inf']], grad=False), note='special'
    )


def record_addmm(family):
    draw = Draw('primitive addmm')
    for dtype in NUMBERS:
        inputs = [values(draw, shape, dtype) for shape in ([2, 4], [2, 3], [3, 4])]
        family.primitive('addmm', *inputs)
    for bias in ([4], [1, 4], [2, 1], [1], []):
        offset = draw.real(bias) if bias else scalar(0.5)
        family.primitive('addmm', offset, draw.real([2, 3]), draw.real([3, 4]))
    for seen in draw.layouts([4, 6]):
        family.primitive(
            'addmm', draw.real([5]), seen, draw.real([5, 6], view=[('transpose', 0, 1)])
        )
    wide = [ints([16777217, -3]), ints([[4097, 3], [-4099, 5]]), ints([[4097, 1], [7, -4097]])]
    family.primitive('addmm', *wide, note='beyond float32')
    family.primitive('addmm', draw.real([3]), empty([2, 0]), empty([0, 3]))
    family.primitive('addmm', draw.real([3]), empty([0, 2]), draw.real([2, 3]))
