"""Functions of one tensor, element by element."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special

# The domain each function is drawn from, away from its poles and kinks.
DOMAINS = {
    'neg': (-3, 3),
    'abs': (-3, 3),
    'sign': (-3, 3),
    'square': (-3, 3),
    'reciprocal': (0.3, 3),
    'sqrt': (0.1, 4),
    'rsqrt': (0.1, 4),
    'exp': (-3, 3),
    'expm1': (-2, 2),
    'log': (0.1, 4),
    'log1p': (-0.7, 3),
    'log2': (0.1, 4),
    'log10': (0.1, 4),
    'sin': (-4, 4),
    'cos': (-4, 4),
    'tan': (-1.3, 1.3),
    'asin': (-0.9, 0.9),
    'acos': (-0.9, 0.9),
    'atan': (-3, 3),
    'sinh': (-3, 3),
    'cosh': (-3, 3),
    'tanh': (-3, 3),
    'sigmoid': (-5, 5),
    'erf': (-2, 2),
    'erfc': (-2, 2),
    'floor': (-3, 3),
    'ceil': (-3, 3),
    'round': (-3, 3),
    'trunc': (-3, 3),
    'frac': (-3, 3),
    'exp2': (-3, 3),
    'erfinv': (-0.9, 0.9),
}
SMOOTH = [
    'square',
    'reciprocal',
    'sqrt',
    'rsqrt',
    'exp',
    'expm1',
    'log',
    'log1p',
    'log2',
    'log10',
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'sigmoid',
    'erf',
    'erfc',
    'exp2',
    'erfinv',
]
KEEPS_INTEGERS = ['neg', 'abs', 'sign', 'square', 'floor', 'ceil', 'round', 'trunc']
PROMOTES_INTEGERS = [
    'exp',
    'sqrt',
    'sin',
    'tanh',
    'sigmoid',
    'log',
    'reciprocal',
    'erf',
    'atan',
    'log1p',
    'rsqrt',
]
TINY = [1e-3, -1e-3, 1e-6, -1e-6, 1e-20]
HUGE = [20.0, -20.0, 60.0, -60.0, 90.0, -90.0]


def record():
    family = Family('unary')
    for op, (low, high) in DOMAINS.items():
        record_op(family, op, low, high)
    for op in KEEPS_INTEGERS:
        family.case(op, Draw(op).integers([2, 3], -4, 5))
        if op != 'neg':
            family.case(op, Draw(op).integers([4], 0, 9, dtype='uint8'))
    family.case('neg', Input([0, 1, 200], dtype='uint8'), note='wraps around')
    for op in PROMOTES_INTEGERS:
        family.case(op, Draw(op).integers([2, 2], 1, 6))
        family.method(op, Input([1, 1, 0 if op in ('exp', 'sin') else 1], dtype='bool'))
        family.case(op, Draw(op).integers([3], 1, 9, dtype='uint8'))
    record_edges(family)
    record_replacing(family)
    return family


def record_op(family, op, low, high):
    draw = Draw(op)
    family.case(op, draw.real([2, 3], low, high), twice=op in SMOOTH)
    family.method(op, draw.real([2, 1, 2], low, high, dtype='float64'), twice=op in SMOOTH)
    family.case(op, special(grad=op not in ('sign', 'floor', 'ceil', 'round', 'trunc')))
    family.case(op, special('float64', grad=False))
    family.case(op, scalar(round((low + 2 * high) / 3, 2)))
    family.method(op, empty([0, 3]))
    for seen in draw.layouts([2, 3], low, high):
        family.method(op, seen)


def record_edges(family):
    for op in ('expm1', 'log1p', 'sinh', 'tanh', 'sin', 'atan', 'asin', 'erf', 'sigmoid', 'tan'):
        family.case(op, Input(TINY), note='near zero')
        family.case(op, Input(TINY, dtype='float64'), note='near zero')
    for op in ('exp', 'sigmoid', 'tanh', 'erf', 'erfc', 'expm1', 'sinh', 'cosh'):
        family.case(op, Input(HUGE), note='saturated')
    for op in ('round', 'floor', 'ceil', 'trunc', 'frac'):
        family.case(
            op, Input([0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 8388609.0, 1e20]), note='halves and wholes'
        )
    for op in ('asin', 'acos'):
        family.case(op, Input([1.0, -1.0, 1.5, -2.0]), note='edge of the domain')
    for op in ('log', 'log2', 'log10', 'sqrt', 'rsqrt'):
        family.case(op, Input([-1.0, -0.0, 0.0, 1e-30, 1e30]), note='edge of the domain')
    family.case('sin', Input([100.0, 1000.5, -12345.0]), note='large angles')
    family.case('cos', Input([100.0, 1000.5, -12345.0]), note='large angles')
    family.case('abs', Input([0.0, -0.0]), note='gradient at the kink')
    for decimals in (1, 2, -1):
        family.case('round', Input([12.345, -6.55, 150.0, 0.05]), decimals=decimals)
    family.case('erfinv', Input([1.0, -1.0, 1.5, 0.999, -0.9999, 1e-6]), note='edge of the domain')
    family.case('exp2', Input([0.0, 10.0, -10.0, 127.5, 128.0, -150.0]), note='whole powers')
    family.throws('neg', Input([1, 0], dtype='bool'))
    family.throws('frac', Input([1, 2], dtype='int32'))


def record_replacing(family):
    """Functions that put numbers in place of NaN and infinities."""
    draw = Draw('nanToNum')
    family.both('nanToNum', draw.real([2, 3]), twice=True)
    family.case('nanToNum', special(dtype='float64', grad=False))
    family.case('nanToNum', Input([np.nan, 1.5, -0.0]))
    family.case('nanToNum', special(), 2.5, 100.5, -0.5, note='positional')
    family.case('nanToNum', special(), nan=0.5, posinf=1.5, neginf=-2.5)
    family.case('nanToNum', special(), neginf=-1.5, posinf=7)
    family.case('nanToNum', draw.integers([3]))
    family.case('nanToNum', empty([0]))
