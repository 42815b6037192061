"""Functions that make tensors."""

from cases import Family
from inputs import Draw, empty, scalar


def record():
    family = Family('creation')
    for op in ('zeros', 'ones'):
        for shape in ([2, 3], [3], [], [0], [2, 0, 3]):
            family.case(op, shape)
        for dtype in ('float64', 'int32', 'uint8', 'bool'):
            family.case(op, [2], dtype=dtype)
        family.throws(op, [-1])
    for shape, value in (([2, 2], 1.5), ([3], -0.25), ([], 2.5), ([0], 0.5)):
        family.case('full', shape, value)
    for dtype in ('float32', 'float64', 'int32', 'uint8', 'bool'):
        family.case('full', [2, 2], 3, dtype=dtype)
    family.case('full', [2], float('nan'))
    family.case('full', [2], float('-inf'), dtype='float64')
    record_ranges(family)
    for size in ((3,), (2, 4), (4, 2), (0,), (3, 0), (1,)):
        family.case('eye', *size)
    for dtype in ('float64', 'int32', 'bool'):
        family.case('eye', 2, dtype=dtype)
    family.throws('eye', -1)
    record_like(family)
    record_conversions(family)
    return family


def record_ranges(family):
    for arguments in ((5,), (0,), (2, 6), (1, 8, 3), (5, 0, -2), (-2, 3)):
        family.case('arange', *arguments)
        family.case('arange', *arguments, dtype='float32')
    for arguments in ((2.5,), (0, 1, 0.25), (0.5, 3), (1, 0, -0.3), (0, 1, 0.1)):
        family.case('arange', *arguments)
        family.case('arange', *arguments, dtype='float64')
    family.throws('arange', 0, 5, -1)
    family.throws('arange', 0, 5, 0)
    for arguments in (
        (0, 1, 5),
        (-3, 3, 7),
        (1, 0, 3),
        (0, 10, 1),
        (2, 2, 3),
        (0, 1, 0),
        (0.1, 0.9, 11),
        (0, 1, 20),
    ):
        family.case('linspace', *arguments)
        family.case('linspace', *arguments, dtype='float64')
    family.throws('linspace', 0, 1, -1)


def record_like(family):
    draw = Draw('like')
    inputs = (
        lambda: draw.real([2, 3]),
        lambda: draw.integers([2]),
        lambda: draw.bools([2]),
        lambda: scalar(1.5),
        lambda: empty([0, 2]),
        lambda: draw.real([2, 3], dtype='float64'),
        lambda: draw.integers([2], 0, 5, dtype='uint8'),
        lambda: draw.real([2, 3], view=[('transpose', 0, 1)]),
    )
    for op in ('zerosLike', 'onesLike'):
        for make in inputs:
            family.case(op, make())
        family.case(op, draw.real([2]), dtype='int32')
        family.case(op, draw.integers([2]), dtype='float32')
    for make in inputs:
        family.case('fullLike', make(), 1)
    family.case('fullLike', draw.real([2]), -1.5)
    family.case('fullLike', draw.integers([2]), 1.5, dtype='float32')


def record_conversions(family):
    draw = Draw('to')
    sources = [
        draw.real([4]),
        draw.real([4], dtype='float64'),
        draw.integers([4], 0, 9),
        draw.integers([4], 0, 9, dtype='uint8'),
        draw.bools([4]),
    ]
    for source in sources:
        for dtype in ('float32', 'float64', 'int32', 'uint8', 'bool'):
            if source.dtype.startswith('float') and dtype == 'uint8':
                continue  # a negative float has no one value as uint8
            family.method('to', source, dtype)
    family.method('to', draw.real([3], view=[('expand', [2, 3])]), 'float64')
    for source in sources:
        for op in ('float', 'double', 'int', 'bool'):
            family.method(op, source)
    for op in ('isFloatingPoint', 'numel', 'dim'):
        family.method(op, draw.real([2, 3]))
        family.method(op, draw.integers([0]))
