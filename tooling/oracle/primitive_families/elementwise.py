"""Elementwise primitives: every dtype, layout, edge, and operands that broadcast."""

import numpy as np

from cases import Family
from families.unary import DOMAINS, HUGE, TINY
from inputs import Draw, Input, empty, scalar, special

FLOATS = ['float32', 'float64']
NUMBERS = [*FLOATS, 'int32', 'uint8']
ALL = [*NUMBERS, 'bool']

FLOAT_FUNCTIONS = """acos asin atan cos cosh erf erfinv exp expm1 log log10 log1p log2 reciprocal rsqrt sigmoid
    sin sinh sqrt tan tanh""".split()
ANGLES = ['sin', 'cos', 'tan']
SATURATING = ['exp', 'expm1', 'sigmoid', 'tanh', 'erf', 'sinh', 'cosh']
HALVES = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 8388609.0, -0.25, 1e20]
EDGES = [-1.0, -0.0, 0.0, 1e-30, 1e30, 1.0]
# The largest whole numbers whose neighbours float32 cannot tell apart, and the ends of int32.
WIDE = [16777217, -16777219, 123456789, -2147483647, 2147483647, 0]

UNARY = {name: FLOATS for name in FLOAT_FUNCTIONS} | {
    'abs': NUMBERS,
    'ceil': NUMBERS,
    'floor': NUMBERS,
    'round': NUMBERS,
    'trunc': NUMBERS,
    'sign': ALL,
    'neg': NUMBERS,
    'relu': NUMBERS,
    'logicalNot': ALL,
    'contiguous': ALL,
}
BINARY = {
    'add': ALL,
    'sub': NUMBERS,
    'mul': ALL,
    'div': FLOATS,
    'atan2': FLOATS,
    'floorDivide': NUMBERS,
    'fmod': NUMBERS,
    'remainder': NUMBERS,
    'maximum': ALL,
    'minimum': ALL,
    'pow': NUMBERS,
    **{name: ALL for name in ('eq', 'ge', 'gt', 'le', 'lt', 'ne')},
    **{name: ALL for name in ('logicalAnd', 'logicalOr', 'logicalXor')},
}
DIVISIONS = ('floorDivide', 'fmod', 'remainder')


def record():
    family = Family('elementwise')
    for op, dtypes in UNARY.items():
        record_unary(family, op, dtypes)
    record_casts(family)
    record_clamp(family)
    for op, dtypes in BINARY.items():
        record_binary(family, op, dtypes)
    record_where(family)
    return family


def values(draw, shape, dtype, low=-3.0, high=3.0, **fields):
    """Numbers of any dtype; whole ones of both signs, unless they have none."""
    if dtype == 'bool':
        return draw.bools(shape, **fields)
    if dtype == 'uint8':
        return draw.integers(shape, 0, 9, dtype, **fields)
    if dtype == 'int32':
        return draw.integers(shape, -5, 6, dtype, **fields)
    return draw.real(shape, low, high, dtype=dtype, **fields)


def record_unary(family, op, dtypes):
    draw = Draw('primitive ' + op)
    low, high = DOMAINS.get(op, (-3, 3))
    for dtype in dtypes:
        family.primitive(op, values(draw, [2, 3], dtype, low, high))
    for seen in draw.layouts([2, 3], low, high):
        family.primitive(op, seen)
    family.primitive(op, scalar(round((low + 2 * high) / 3, 2)))
    family.primitive(op, empty([0, 3]))
    family.primitive(op, special(grad=op not in ('sign', 'floor', 'ceil', 'round', 'trunc')))
    if 'int32' in dtypes:
        family.primitive(op, Input(WIDE, dtype='int32'), note='beyond float32')
    if 'uint8' in dtypes:
        family.primitive(op, Input([0, 1, 127, 128, 255], dtype='uint8'), note='all of a byte')
    if op in FLOAT_FUNCTIONS:
        family.primitive(op, Input(TINY), note='near zero')
        family.primitive(op, Input(EDGES, grad=False), note='edges')
    if op in SATURATING:
        family.primitive(op, Input(HUGE), note='saturated')
    if op in ('ceil', 'floor', 'round', 'trunc', 'sign', 'abs', 'neg', 'relu'):
        family.primitive(op, Input(HALVES), note='halves and wholes')
    if op in ANGLES:
        family.primitive(op, Input([100.0, 1000.5, -12345.0, 1e7, -123456789.0, 3e20, 3e38]), note='large angles')


def record_casts(family):
    draw = Draw('primitive cast')
    for source in ALL:
        for target in ALL:
            family.primitive('cast', values(draw, [2, 3], source), dtype=target)
    family.primitive('cast', Input([2.9, -2.9, 0.0, -0.0, 127.5]), dtype='int32', note='truncates')
    family.primitive('cast', Input(WIDE, dtype='int32'), dtype='float32', note='rounds')
    family.primitive('cast', Input(WIDE, dtype='int32'), dtype='bool', note='beyond float32')
    family.primitive('cast', special(grad=False), dtype='bool', note='special')
    family.primitive('cast', Input([0.4, -0.4, 1e-30]), dtype='bool', note='below one')
    family.primitive('cast', empty([0]), dtype='int32')
    family.primitive('cast', scalar(2.5), dtype='int32')
    for seen in draw.layouts([2, 3]):
        family.primitive('cast', seen, dtype='int32')
        family.primitive('cast', seen, dtype='float64')


def record_clamp(family):
    draw = Draw('primitive clamp')
    for dtype in NUMBERS:
        family.primitive('clamp', values(draw, [2, 3], dtype), min=1, max=3)
    family.primitive('clamp', draw.real([2, 3]), min=-0.5, max=None)
    for seen in draw.layouts([2, 3]):
        family.primitive('clamp', seen, min=None, max=0.5)
    family.primitive('clamp', special(), min=-0.5, max=0.5)
    family.primitive('clamp', Input([0.5, -0.5, 0.0]), min=-0.5, max=0.5, note='at the bounds')
    family.primitive('clamp', Input(WIDE, dtype='int32'), min=-16777219, max=123456788)
    family.primitive('clamp', empty([0, 3]), min=0, max=1)
    family.primitive('clamp', scalar(2.5), min=0, max=1)


def operands(draw, op, shapes, dtype, **fields):
    if dtype in FLOATS:
        low = 0.3 if op == 'pow' else -3.0
        pair = [draw.real(shape, low, 3.0, dtype=dtype, **fields) for shape in shapes]
        return pair
    if op in DIVISIONS or op == 'pow':
        second = draw.integers(shapes[1], 1, 4, dtype, **fields)
        return [values(draw, shapes[0], dtype, **fields), second]
    return [values(draw, shape, dtype, **fields) for shape in shapes]


def record_binary(family, op, dtypes):
    draw = Draw('primitive ' + op)
    for dtype in dtypes:
        family.primitive(op, *operands(draw, op, ([2, 3], [2, 3]), dtype))
    for shapes in (
        [[2, 3], [3]],
        [[2, 1], [1, 3]],
        [[3], [2, 2, 3]],
        [[], [2, 3]],
        [[2], []],
        [[], []],
    ):
        family.primitive(op, *operands(draw, op, shapes, 'float32'))
    for shapes in ([[0, 3], [3]], [[0], [1]], [[2, 0], []]):
        family.primitive(
            op, *(empty(shape) if 0 in shape else draw.real(shape) for shape in shapes)
        )
    low = 0.3 if op == 'pow' else -3.0
    for first, second in zip(draw.layouts([2, 3], low), draw.layouts([3, 2], low)):
        turned = second.with_(view=[*second.view, ['transpose', 0, 1]])
        family.primitive(op, first, turned)
    edge = special().values
    family.primitive(
        op,
        Input(np.reshape(edge, [7, 1]), grad=False),
        Input(edge, grad=False),
        note='every pair of special values',
    )
    if 'int32' in dtypes:
        record_whole(family, op)


def record_whole(family, op):
    """Integers that float32 cannot hold, and bytes that wrap around."""
    wide = Input([16777217, -16777219, 123456789, 46341, -7], dtype='int32')
    if op == 'pow':
        bases, powers = (
            Input([3, -7, 46341, 2], dtype='int32'),
            Input([19, 10, 2, 30], dtype='int32'),
        )
        # 46341 squared is beyond int32, which wraps around where PyTorch's int64 does not.
        bases.values[2] = 46340
        family.primitive(op, bases, powers, note='beyond float32')
        return
    near = Input([16777216, -16777218, 123456788, 3, 2], dtype='int32')
    small = Input([7, -3, 11, 5, -2], dtype='int32')
    family.primitive(
        op, wide, small if op == 'mul' or op in DIVISIONS else near, note='beyond float32'
    )
    if op not in DIVISIONS:
        bytes_ = Input([0, 1, 200, 255], dtype='uint8'), Input([1, 255, 100, 255], dtype='uint8')
        family.primitive(op, *bytes_, note='around a byte')
    else:
        signs = Input([7, -7, 7, -7], dtype='int32'), Input([3, 3, -3, -3], dtype='int32')
        family.primitive(op, *signs, note='signs')
        family.primitive(
            op, *(entry.with_(dtype='float32', grad=True) for entry in signs), note='signs'
        )


def record_where(family):
    draw = Draw('primitive where')
    for dtype in ALL:
        family.primitive(
            'where', draw.bools([2, 3]), values(draw, [2, 3], dtype), values(draw, [2, 3], dtype)
        )
    for shapes in ([[2, 3], [3], [1]], [[2, 1], [3], []], [[], [2, 3], [2, 1]], [[0], [1], []]):
        condition, a, b = shapes
        first = empty(condition, 'bool') if 0 in condition else draw.bools(condition)
        family.primitive('where', first, draw.real(a), draw.real(b))
    wide = Input(WIDE, dtype='int32')
    family.primitive('where', draw.bools([6]), wide, wide.with_(view=[('flip', [0])]), note='wide')
    family.primitive(
        'where', Input([1, 0, 1, 0, 1, 0, 1], dtype='bool'), special(), scalar(2.0), note='special'
    )
    for a, b in zip(draw.layouts([2, 3]), draw.layouts([2, 3])):
        condition = draw.bools([3, 2], view=[('transpose', 0, 1)])
        family.primitive('where', condition, a, b)
