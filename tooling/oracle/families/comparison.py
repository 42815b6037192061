"""Comparisons, logic and selection."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special

COMPARISONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge']
LOGIC = ['logicalAnd', 'logicalOr', 'logicalXor']
TESTS = ['isnan', 'isinf', 'isfinite']
SHAPES = [([2, 3], [3]), ([2, 1], [1, 3]), ([], [2]), ([0, 2], [2]), ([], [])]


def record():
    family = Family('comparison')
    for op in COMPARISONS:
        record_comparison(family, op)
    for op in LOGIC:
        record_logic(family, op)
    draw = Draw('not')
    for input in (
        draw.bools([3]),
        draw.integers([2, 2], -1, 2),
        special(),
        scalar(0.0),
        empty([0]),
    ):
        family.both('logicalNot', input)
    for seen in draw.layouts([2, 3], grad=False):
        family.case('logicalNot', seen)
    for op in TESTS:
        for input in (
            special(),
            special('float64'),
            draw.integers([3]),
            scalar(np.nan),
            empty([0, 2]),
            draw.bools([2]),
        ):
            family.case(op, input)
        family.method(op, Input([np.nan, 1.0, -np.inf, 2.0], view=[('slice', 0, 0, None, 2)]))
    record_whole(family)
    record_where(family)
    return family


def record_comparison(family, op):
    draw = Draw(op)
    for first, second in SHAPES:
        family.both(
            op,
            draw.integers(first, -1, 2, dtype='float32'),
            draw.integers(second, -1, 2, dtype='float32'),
        )
    for first, second in (
        ('int32', 'float32'),
        ('uint8', 'int32'),
        ('bool', 'bool'),
        ('float64', 'float32'),
    ):
        family.case(
            op, draw.integers([4], 0, 2, dtype=first), draw.integers([4], 0, 2, dtype=second)
        )
    family.case(op, special(), Input([np.nan, np.inf, np.inf, -0.0, 1.0, np.nan, -1.0]))
    family.case(op, draw.integers([4], -1, 2), 0)
    family.method(op, draw.real([4]), 0.5)
    for seen in draw.layouts([2, 3]):
        family.method(op, seen, 0)
    family.throws(op, draw.real([2]), draw.real([3]))


def record_logic(family, op):
    draw = Draw(op)
    for first, second in SHAPES:
        family.both(op, draw.bools(first), draw.bools(second))
    family.case(op, draw.integers([4], -1, 2), draw.integers([4], -1, 2, dtype='float32'))
    family.case(op, special(), special())
    family.case(op, draw.bools([3, 2], view=[('transpose', 0, 1)]), draw.bools([3]))
    family.throws(op, draw.bools([2]), draw.bools([3]))


def record_whole(family):
    a, near, far = Input([1.0, 2.0, 3.0]), Input([1.0, 2.0, 3.00001]), Input([1.0, 2.0, 3.1])
    nan = Input([1.0, 2.0, np.nan])
    infinite = Input([np.inf, -np.inf, 1.0])
    for first, second in (
        (a, a),
        (a, near),
        (a, far),
        (nan, nan),
        (infinite, infinite),
        (infinite, a),
    ):
        family.both('allclose', first, second)
        family.both('equal', first, second)
    for first, second in (
        (a, near),
        (a, far),
        (nan, nan),
        (infinite, infinite),
        (a, Input(2.0, shape=[])),
    ):
        family.both('isclose', first, second)
        family.case('isclose', first, second, rtol=0.1, atol=0.01, equalNan=True)
    family.case('isclose', empty([0, 3]), a)
    for seen in Draw('isclose').layouts([2, 3]):
        family.case('isclose', seen, a)
    family.case('isclose', Input([1, 2, 3], dtype='int32'), Input([1, 3, 3], dtype='int32'))
    family.case('allclose', a, far, rtol=0.1)
    family.case('allclose', a, far, atol=0.2)
    family.case('allclose', nan, nan, equalNan=True)
    family.case('allclose', empty([0]), empty([0]))
    family.case('equal', a, Input([1.0, 2.0]))
    family.case('equal', empty([0, 2]), empty([0, 2]))
    family.case('equal', empty([0, 2]), empty([0, 3]))
    family.case('equal', Input([1, 2], dtype='int32'), Input([1, 2], dtype='int32'))


def record_where(family):
    draw = Draw('where')
    for condition, first, second in (
        ([2, 3], [2, 3], [2, 3]),
        ([2, 1], [3], [2, 3]),
        ([], [2], [2]),
        ([3], [], []),
        ([0, 2], [2], [1]),
        ([], [], []),
        ([2, 2], [2, 1], [2]),
    ):
        family.case('where', draw.bools(condition), draw.real(first), draw.real(second), twice=True)
    family.case(
        'where', draw.bools([3]), draw.real([3], dtype='float64'), draw.real([3], dtype='float64')
    )
    family.case('where', draw.bools([3]), draw.integers([3]), draw.integers([3]))
    family.case('where', draw.bools([7]), special(), special())
    family.case('where', draw.bools([3]), draw.real([3]), 0.5, note='number')
    family.case('where', draw.bools([3]), -1.5, draw.real([3]), note='number first')
    for seen in draw.layouts([2, 3]):
        family.case('where', draw.bools([2, 3]), seen, draw.real([2, 3]))
    family.case(
        'where',
        draw.bools([3, 2], view=[('transpose', 0, 1)]),
        draw.real([2, 3]),
        draw.real([2, 3]),
    )
    family.case('where', draw.bools([2, 3]))
    family.method('where', draw.real([2, 3]), draw.bools([3]), draw.real([2, 3]))
    family.throws('where', draw.bools([2]), draw.real([3]), draw.real([3]))
