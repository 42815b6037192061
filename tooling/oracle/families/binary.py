"""Arithmetic between tensors, and between tensors and numbers."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special

ARITHMETIC = ['add', 'sub', 'mul', 'div']
TWO_TENSORS = ['remainder', 'fmod', 'floorDivide', 'atan2', 'maximum', 'minimum']
BROADCASTS = [
    ([2, 3], [3]),
    ([2, 1], [1, 3]),
    ([2, 3], []),
    ([1], [2, 2]),
    ([2, 1, 3], [2, 1]),
    ([0, 3], [1, 3]),
    ([0], [1]),
    ([], []),
]
DTYPE_PAIRS = [
    ('float32', 'float64'),
    ('float32', 'int32'),
    ('int32', 'int32'),
    ('uint8', 'int32'),
    ('bool', 'int32'),
    ('bool', 'float32'),
    ('uint8', 'uint8'),
    ('float64', 'uint8'),
]


def record():
    family = Family('binary')
    for op in ARITHMETIC:
        record_arithmetic(family, op)
    for op in TWO_TENSORS:
        record_two_tensors(family, op)
    record_logaddexp(family)
    record_pow(family)
    record_fused(family)
    record_clamp(family)
    record_errors(family)
    return family


def pair(draw, op, first, second, dtypes=('float32', 'float32')):
    positive = op in ('div', 'pow', 'floorDivide', 'remainder', 'fmod')
    tensors = (
        drawn(draw, first, dtypes[0], positive=op == 'pow'),
        drawn(draw, second, dtypes[1], positive),
    )
    # PyTorch's backward of these negates the second tensor, which it refuses for bool.
    follows = differentiable(op) and not (op in ('div', 'atan2') and 'bool' in dtypes)
    return [tensor if follows else tensor.with_(grad=False) for tensor in tensors]


def differentiable(op):
    return op != 'floorDivide'


def drawn(draw, shape, dtype, positive):
    if dtype == 'bool':
        return Input(np.ones(shape), dtype='bool', shape=shape) if positive else draw.bools(shape)
    if dtype in ('int32', 'uint8'):
        low = 1 if positive or dtype == 'uint8' else -5
        return draw.integers(shape, low, 6, dtype=dtype)
    return draw.real(shape, 0.4 if positive else -3, 3, dtype=dtype)


def record_arithmetic(family, op):
    draw = Draw(op)
    for first, second in BROADCASTS:
        family.case(op, *pair(draw, op, first, second))
        family.method(op, *pair(draw, op, second, first))
    for dtypes in DTYPE_PAIRS:
        if op == 'sub' and 'bool' in dtypes:
            family.throws(op, *pair(draw, op, [2, 2], [2], dtypes))
            continue
        family.case(op, *pair(draw, op, [2, 2], [2], dtypes))
    for zero_d in ('float32', 'float64', 'int32'):
        for dtype in ('float32', 'int32', 'uint8'):
            family.case(op, *pair(draw, op, [3], [], (dtype, zero_d)), note='0-d beside n-d')
    for seen in draw.layouts([2, 3], 0.5, 3):
        family.method(op, seen, draw.real([2, 3], 0.5, 3))
        family.case(op, draw.real([3], 0.5, 3), seen)
    record_numbers(family, op, draw)
    family.case(op, special(), Input([1.0, np.inf, np.inf, 0.0, 0.0, np.nan, -np.inf]))
    family.case(op, special(), Input(0.0, shape=[]), note='with zero')
    family.case(op, *pair(draw, op, [2, 3], [3]), twice=True, note='twice')
    same = draw.real([3], 0.5, 2)
    family.case(op, same, same, twice=True, note='the same tensor')


def record_numbers(family, op, draw):
    for number in (2, 0.5, -1.25):
        family.case(op, draw.real([2, 2]), number)
        family.method(op, draw.real([3]), number)
        family.case(op, number, draw.real([3], 0.5, 3), note='number first')
    family.case(op, draw.integers([3]), 2)
    family.case(op, draw.integers([3]), 2.5)
    family.case(op, draw.integers([3], 2, 9, dtype='uint8'), 2)
    family.case(op, draw.real([3], dtype='float64'), 0.1)
    family.case(op, draw.real([3]), 0)
    if op != 'sub':
        family.case(op, draw.bools([4]), 2)
    if op in ('add', 'sub'):
        family.case(op, draw.real([2, 2]), draw.real([2]), alpha=2)
        family.method(op, draw.real([2, 2]), draw.real([2, 1]), alpha=-0.5)
        family.case(op, draw.real([2]), 3, alpha=0.5)
        family.case(op, draw.integers([2]), draw.integers([2]), alpha=3)
    if op == 'div':
        for mode in ('floor', 'trunc'):
            family.case(op, draw.real([2, 3]), draw.real([3], 0.4, 2), roundingMode=mode)
            family.case(
                op,
                draw.integers([2, 3], -9, 9),
                Input([2, -3, 4], dtype='int32'),
                roundingMode=mode,
            )
            family.case(op, special(grad=False), 0, roundingMode=mode)


def record_two_tensors(family, op):
    draw = Draw(op)
    for first, second in BROADCASTS:
        family.case(op, *pair(draw, op, first, second))
    for dtypes in DTYPE_PAIRS:
        if (
            op != 'floorDivide'
            and dtypes == ('float32', 'int32')
            or 'bool' in dtypes
            and op in ('remainder', 'fmod')
        ):
            continue
        family.method(op, *pair(draw, op, [2, 2], [2], dtypes))
    grad = differentiable(op)
    for seen in draw.layouts([2, 3], 0.5, 3, grad=grad):
        family.method(op, seen, draw.real([3], 0.6, 2, grad=grad))
    family.case(
        op, special(grad=False), Input([1.0, 2.0, 2.0, 0.0, -1.0, np.nan, -np.inf], grad=False)
    )
    signs = Input([5.5, 5.5, -5.5, -5.5], grad=grad), Input([2.0, -2.0, 2.0, -2.0], grad=grad)
    family.case(op, *signs, note='every pair of signs')
    if op in ('remainder', 'fmod', 'floorDivide'):
        family.case(op, Input([7, 7, -7, -7], dtype='int32'), Input([3, -3, 3, -3], dtype='int32'))
        family.case(op, Input([5.5, -5.5], grad=grad), 2)
        family.method(op, Input([5.5, -5.5], grad=grad), -1.5)
        family.case(op, Input([7, -7], dtype='int32'), 3)
        family.case(op, Input([7, -7], dtype='int32'), 2.5)
    if op in ('maximum', 'minimum'):
        family.both(op[:3], *pair(draw, op, [2, 3], [3]))
        family.case(op[:3], *pair(draw, op, [2], [2], ('int32', 'int32')))
        family.case(op, Input([1.0, 2.0, np.nan]), Input([1.0, 3.0, 0.0]), note='ties and NaN')
    if op == 'atan2':
        family.case(
            op,
            Input([0.0, -0.0, 0.0, -0.0, 1.0], grad=False),
            Input([1.0, 1.0, -1.0, -1.0, 0.0], grad=False),
        )
        family.case(op, *pair(draw, op, [2], [2]), twice=True)


def record_logaddexp(family):
    draw = Draw('logaddexp')
    for first, second in BROADCASTS:
        family.both('logaddexp', draw.real(first), draw.real(second))
    family.case('logaddexp', draw.real([3]), draw.real([3]), twice=True)
    family.case('logaddexp', Input([1.0, 200.0, -200.0]), Input([1.0, 0.5, -300.0]), note='equal and far apart')
    infinite = [np.inf, np.inf, -np.inf, -np.inf, np.nan]
    family.case('logaddexp', Input(infinite, grad=False), Input([np.inf, -np.inf, -np.inf, 1.0, 1.0], grad=False))
    for seen in draw.layouts([2, 3]):
        family.case('logaddexp', seen, draw.real([3]))


def record_pow(family):
    draw = Draw('pow')
    for first, second in BROADCASTS:
        family.case('pow', *pair(draw, 'pow', first, second))
    for exponent in (0, 1, 2, 3, -1, -2, 0.5, -0.5, 1.7):
        family.both('pow', draw.real([4], 0.2, 3), exponent, twice=True)
        family.case('pow', special(), exponent)
    for exponent in (2, 3, -1):
        family.case('pow', Input([-2.0, -0.5, 0.0, 1.5]), exponent)
    family.case('pow', Input([-2.0, -0.5]), 0.5, note='no real root')
    for base in (2, 0.5, 0, 1):
        family.case('pow', base, draw.real([3]))
    family.case(
        'pow', Input([0.0, 0.0, 0.0, -1.0]), Input([0.0, 1.0, 2.0, 2.0]), note='zero to a power'
    )
    for seen in draw.layouts([2, 3], 0.5, 2):
        family.case('pow', seen, draw.real([3]))
        family.case('pow', seen, 2)
    family.case('pow', draw.integers([4], -3, 4), 2)
    family.case('pow', draw.integers([4], 1, 4), draw.integers([4], 0, 4))
    family.case('pow', draw.integers([3], 1, 4), 0.5)
    family.case('pow', draw.real([2, 2], 0.3, 2), draw.real([2]), twice=True, note='twice')
    family.throws('pow', draw.integers([3]), -1)


def record_fused(family):
    draw = Draw('fused')
    family.both('lerp', draw.real([2, 3]), draw.real([2, 3]), 0.3, twice=True)
    family.case('lerp', draw.real([2, 3]), draw.real([3]), 0.75)
    family.case('lerp', draw.real([2, 1]), draw.real([3]), draw.real([2, 3], 0, 1), twice=True)
    family.case('lerp', draw.real([]), draw.real([]), 1.5)
    family.case('lerp', empty([0, 3]), draw.real([3]), 0.5)
    family.case('lerp', draw.real([2], dtype='float64'), draw.real([2], dtype='float64'), 0.1)
    family.case('lerp', special(), Input(1.0, shape=[]), 0.25)
    for seen in draw.layouts([2, 3]):
        family.case('lerp', seen, draw.real([3]), 0.5)
        family.case('addcmul', draw.real([3]), seen, draw.real([2, 1]))
        family.case('addcdiv', draw.real([3]), seen, draw.real([2, 1], 0.5, 2))
    for op in ('addcmul', 'addcdiv'):
        family.case(op, Input(1.0, shape=[]), special(), Input(2.0, shape=[]))
        family.both(op, draw.real([2, 3]), draw.real([2, 3]), draw.real([2, 3], 0.5, 2), twice=True)
        family.case(op, draw.real([2, 3]), draw.real([3]), draw.real([2, 1], 0.5, 2), value=0.5)
        family.case(op, draw.real([1]), draw.real([2, 1]), draw.real([3], 0.5, 2), value=-2)
        family.case(op, draw.real([]), draw.real([]), draw.real([], 0.5, 2))
        family.case(op, empty([0]), draw.real([1]), draw.real([1], 0.5, 2))
        family.case(
            op,
            draw.real([2], dtype='float64'),
            draw.real([2], dtype='float64'),
            draw.real([2], 1, 2, dtype='float64'),
        )


def record_clamp(family):
    draw = Draw('clamp')
    for low, high in ((-1, 1), (None, 0.5), (0.25, None), (2, -2)):
        arguments = (low,) if high is None else (low, high)
        family.both('clamp', draw.real([2, 3]), *arguments, twice=True)
        options = {key: value for key, value in (('min', low), ('max', high)) if value is not None}
        family.case('clamp', draw.real([3]), **options)
    family.case('clamp', special(), -0.5, 0.5)
    family.case('clamp', Input([-1.0, 1.0, 0.0]), -1, 1, note='gradient at the bounds')
    family.case('clamp', draw.real([2, 3]), draw.real([3], -2, 0), draw.real([2, 1], 0, 2))
    family.case('clamp', draw.real([2, 3]), min=draw.real([3], -1, 0))
    family.case('clamp', draw.integers([5]), -2, 2)
    family.case('clamp', draw.integers([5], 0, 9, dtype='uint8'), 2, 5)
    family.case('clamp', empty([0, 2]), 0, 1)
    family.case('clamp', scalar(2.5), 0, 1)
    family.method('clampMin', draw.real([4]), 0.5)
    family.method('clampMax', draw.real([4]), 0.5)
    for seen in draw.layouts([2, 3]):
        family.case('clamp', seen, -1, 1)


def record_errors(family):
    draw = Draw('errors')
    for op in [*ARITHMETIC, *TWO_TENSORS, 'pow']:
        family.throws(op, draw.real([2, 3]), draw.real([2]))
        family.throws(op, draw.real([2, 3]), draw.real([3, 2]))
    family.throws('sub', draw.bools([2]), draw.bools([2]))
    family.throws('clamp', draw.real([2]))
    family.throws('floorDivide', draw.integers([2]), 0)
    family.throws('remainder', draw.integers([2]), 0)
    family.throws('div', draw.real([2]), 2, roundingMode='up')
