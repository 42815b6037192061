"""Sums, means, extremes and the like, over any dims."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special

MANY_DIMS = ['sum', 'mean', 'amax', 'amin', 'logsumexp', 'var', 'std']
ONE_DIM = ['prod', 'max', 'min', 'argmax', 'argmin', 'all', 'any']
RUNNING = ['cumsum', 'cumprod']
LOGICAL = ('all', 'any')


def record():
    family = Family('reductions', atol=1e-6)
    for op in MANY_DIMS:
        record_many_dims(family, op)
    for op in ONE_DIM:
        record_one_dim(family, op)
    for op in RUNNING:
        record_running(family, op)
    record_dtypes(family)
    record_ties(family)
    record_spread(family)
    record_norm(family)
    record_product(family)
    record_count(family)
    record_difference(family)
    record_covariance(family)
    return family


def values(draw, op, shape, **fields):
    return draw.bools(shape, **fields) if op in LOGICAL else draw.distinct(shape, **fields)


def record_many_dims(family, op):
    draw, twice = Draw(op), op not in ('amax', 'amin')
    whole = op != 'logsumexp'
    # PyTorch's own backward of var and std fails where one element has no spread.
    follows = op not in ('var', 'std')
    if whole:
        family.both(op, draw.distinct([2, 3]), twice=twice)
        family.case(op, draw.distinct([2, 3], dtype='float64'))
        family.case(op, scalar(1.5, grad=follows))
    for dim in (0, 1, -1, -3):
        for keepdim in (False, True):
            family.case(op, draw.distinct([2, 3, 2]), dim=dim, keepdim=keepdim)
    for dim in ([0, 2], [-1, 0], [1], [0, 1, 2]):
        family.case(op, draw.distinct([2, 3, 2]), dim=dim, twice=twice)
        family.method(op, draw.distinct([2, 3, 2]), dim=dim, keepdim=True)
    if op not in ('var', 'std'):
        family.case(op, draw.distinct([2, 3]), 1, note='positional')
        family.method(op, draw.distinct([2, 3]), [0], True, note='positional')
    for seen in draw.layouts([2, 3]):
        family.case(op, seen, dim=1)
        if whole:
            family.method(op, seen)
    family.case(op, draw.distinct([2, 0, 3]), dim=0)
    if op not in ('amax', 'amin'):
        family.case(op, draw.distinct([2, 0, 3]), dim=1)
    family.case(op, scalar(1.5, grad=follows), dim=0)
    family.case(op, scalar(1.5, grad=follows), dim=-1, keepdim=True)
    family.case(
        op, Input([[np.nan, 1.0], [np.inf, 2.0], [-np.inf, np.inf], [1.0, 1.0]], grad=False), dim=1
    )
    family.throws(op, draw.distinct([2, 3]), dim=2)
    family.throws(op, draw.distinct([2, 3]), dim=-3)
    family.throws(op, draw.distinct([2, 3]), dim=[0, 0])


def record_one_dim(family, op):
    draw = Draw(op)
    family.both(op, values(draw, op, [2, 3]))
    family.case(op, values(draw, op, []))
    for dim in (0, 1, -1):
        for keepdim in (False, True):
            family.case(op, values(draw, op, [2, 3, 2]), dim=dim, keepdim=keepdim)
        family.method(op, values(draw, op, [2, 3]), dim)
    family.method(op, values(draw, op, [2, 3]), 0, True)
    family.case(op, values(draw, op, [3, 2], view=[('transpose', 0, 1)]), dim=1)
    family.case(op, values(draw, op, [3], view=[('expand', [2, 3])]), dim=0)
    family.case(op, values(draw, op, [2, 6], view=[('slice', 1, 1, None, 2)]), dim=1)
    family.case(op, values(draw, op, [2, 0]), dim=0)
    if op in ('prod', *LOGICAL):
        family.case(op, values(draw, op, [2, 0]), dim=1)
        family.case(op, values(draw, op, [0]))
    else:
        family.throws(op, draw.distinct([2, 0]), dim=1)
        family.throws(op, draw.distinct([0]))
    family.case(op, special(grad=False))
    family.case(op, Input([[1.0, np.nan], [np.inf, 2.0], [-np.inf, 1.0]], grad=False), dim=1)
    family.case(op, draw.integers([2, 3]))
    family.case(op, draw.integers([2, 3]), dim=1)
    family.throws(op, values(draw, op, [2, 3]), dim=2)


def record_running(family, op):
    draw = Draw(op)
    for shape, dim in (
        ([5], 0),
        ([2, 3], 0),
        ([2, 3], 1),
        ([2, 3], -1),
        ([], 0),
        ([0], 0),
        ([2, 0], 1),
        ([2, 2, 2], 1),
    ):
        family.case(op, draw.real(shape), dim, twice=len(shape) == 1)
    family.method(op, draw.real([4], dtype='float64'), dim=0)
    for seen in draw.layouts([2, 3]):
        family.method(op, seen, 1)
    family.case(op, draw.integers([2, 3], 1, 4), 1)
    family.case(op, draw.bools([4]), 0)
    family.case(op, draw.integers([4], 0, 9, dtype='uint8'), 0)
    family.case(op, draw.integers([3]), 0, dtype='float64')
    family.case(op, Input([1.0, np.nan, 2.0, np.inf], grad=False), 0)
    family.throws(op, draw.real([3]), 1)
    family.case(op, Input([2.0, 0.0, 3.0]), 0, note='a zero')


def record_dtypes(family):
    draw = Draw('dtypes')
    for op in ('sum', 'prod'):
        for dtype in ('int32', 'uint8', 'bool'):
            family.case(op, draw.integers([2, 3], 0, 2 if dtype == 'bool' else 5, dtype=dtype))
        family.case(op, draw.integers([2, 3], 0, 5), dtype='float32')
        family.case(op, draw.real([3]), dtype='float64')
        family.case(op, draw.integers([4], 0, 3, dtype='float32', grad=False), dtype='int32')
    family.case('mean', draw.integers([3]), dtype='float32')
    family.case('mean', draw.real([2, 3]), dim=1, dtype='float64')
    for op in ('amax', 'amin'):
        family.case(op, draw.integers([2, 3]), dim=1)
        family.case(op, draw.integers([3], 0, 9, dtype='uint8'), dim=0)
    family.case(
        'logsumexp', Input([[1000.0, 1000.5], [-1000.0, -1000.5]]), dim=1, note='no overflow'
    )
    family.case('logsumexp', Input([-np.inf, -np.inf], grad=False), dim=0)
    for op in ('mean', 'var', 'std'):
        family.throws(op, draw.integers([3]))
        family.case(op, empty([0]))
    family.throws('amax', empty([0]))
    family.throws('amin', draw.real([2, 0]), dim=1)
    family.case('sum', Draw('long').real([700]), note='long')
    family.case('mean', Draw('long').real([30, 30], 0, 1, grad=False), dim=0, note='long')


def record_ties(family):
    ties = [[1.0, 3.0, 3.0], [2.0, 2.0, 2.0]]
    for op in ('amax', 'amin'):
        family.case(op, Input(ties), dim=1, note='ties share the gradient')
        family.case(op, Input(ties), note='ties share the gradient')
    for op in ('max', 'min'):
        family.case(op, Input(ties), note='ties share the gradient')
        family.case(op, Input(ties), dim=1, note='the first of equals')
    for op in ('argmax', 'argmin'):
        family.case(op, Input(ties), dim=1, note='the first of equals')
        family.case(op, Input(ties), note='the first of equals')


def record_spread(family):
    draw = Draw('spread')
    for op in ('var', 'std'):
        family.case(op, draw.real([4]), unbiased=False, twice=True)
        family.case(op, draw.real([2, 4]), dim=1, unbiased=True)
        family.case(op, draw.real([2, 4]), dim=1, unbiased=False, keepdim=True)
        for correction in (0, 1, 2):
            family.method(op, draw.real([2, 4]), dim=-1, correction=correction)
            family.case(
                op,
                draw.real([2, 4], dtype='float64'),
                dim=[0, 1],
                correction=correction,
                twice=True,
            )
        family.case(op, draw.real([1], grad=False), note='one element, unbiased')
        family.case(op, Input([5.0, 5.0, 5.0]), note='no spread')
        family.case(op, Input([1e4 + 0.5, 1e4 + 1.5, 1e4 - 0.5]), dim=0, note='large mean')


def record_norm(family):
    draw = Draw('norm')
    family.both('norm', draw.real([2, 3]), twice=True)
    for p in (0, 1, 2, 3, 1.5, float('inf'), float('-inf')):
        # PyTorch leaves the gradient of a count of nonzeros undefined.
        follows = p != 0
        family.case('norm', draw.distinct([5], grad=follows), p)
        family.case('norm', draw.distinct([2, 3], grad=follows), p, dim=1)
        family.method('norm', draw.distinct([2, 3], grad=follows), p=p, dim=0, keepdim=True)
    family.case('norm', draw.real([2, 3, 2]), 2, dim=[0, 2], twice=True)
    family.case('norm', draw.real([2, 3]), dim=1)
    family.case('norm', draw.real([2, 3], dtype='float64'), 1, dim=[0, 1])
    family.case('norm', scalar(-2.5))
    family.case('norm', empty([0]))
    family.case('norm', Input([0.0, 0.0]), note='gradient at zero')
    family.case('norm', Input([0.0, 1.0, -2.0]), 1, note='gradient at zero')
    family.case('norm', Input([1.0, np.nan], grad=False))
    for seen in draw.layouts([2, 3]):
        family.method('norm', seen)
    family.throws('norm', draw.integers([3]))


def record_product(family):
    family.case('prod', Input([2.0, 0.0, 3.0]), twice=True, note='one zero')
    family.case('prod', Input([2.0, 0.0, 3.0, 0.0]), note='two zeros')
    family.case('prod', Input([[2.0, 0.0, 3.0], [1.5, 2.0, -1.0]]), dim=1, note='one zero')
    family.case('prod', Input([1.5, -2.0, 0.5]), twice=True)


def record_count(family):
    draw = Draw('count')
    for source in (draw.integers([2, 3], -1, 2), draw.bools([2, 3]), special(grad=False), empty([0, 2], grad=False)):
        family.both('countNonzero', source)
        family.case('countNonzero', source, 0)
        family.method('countNonzero', source, dim=-1)
    family.case('countNonzero', draw.integers([2, 3, 2], -1, 2), [0, 2])


def record_difference(family):
    draw = Draw('diff')
    family.both('diff', draw.real([5]), twice=True)
    for n in (0, 1, 2, 5):
        family.case('diff', draw.real([3, 4]), n)
        family.case('diff', draw.real([3, 4]), n, 0)
    family.case('diff', draw.integers([4]))
    family.case('diff', draw.bools([5]))
    family.case('diff', empty([0]))
    for seen in draw.layouts([2, 3]):
        family.case('diff', seen)
    family.throws('diff', scalar(1.5))


def record_covariance(family):
    draw = Draw('cov')
    family.both('cov', draw.real([3, 5]), twice=True)
    family.case('cov', draw.real([5]))
    family.case('cov', draw.real([2, 4], dtype='float64'), correction=0)
    family.case('cov', draw.integers([2, 4]))
    for seen in draw.layouts([2, 3]):
        family.case('cov', seen)
    family.throws('cov', draw.real([2, 2, 2]))
