"""Reductions, scans and normalised exponentials."""

import math

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar
from primitive_families.elementwise import ALL, FLOATS, NUMBERS, WIDE, values

SUMMED = [*FLOATS, 'int32']
REDUCTIONS = {
    'sum': SUMMED,
    'prod': SUMMED,
    'amax': ALL,
    'amin': ALL,
    'all': ALL,
    'any': ALL,
    'norm': FLOATS,
}
SCANS = ('cumsum', 'cumprod')
EDGES = [
    [math.nan, 1.0, 2.0],
    [math.inf, -1.0, 0.0],
    [-math.inf, math.inf, 1.0],
    [-0.0, -0.0, -0.0],
]


def record():
    family = Family('reductions', atol=1e-6)
    for op, dtypes in REDUCTIONS.items():
        record_reduction(family, op, dtypes)
    for p in (0, 1, 2, 3, 0.5, math.inf, -math.inf):
        draw = Draw(f'primitive norm {p}')
        family.primitive('norm', draw.real([2, 3], 0.3), dims=[1], keepdim=False, p=p)
    for op in ('argmax', 'argmin'):
        record_extreme_place(family, op)
    record_argsort(family)
    for op in SCANS:
        record_scan(family, op)
    for op in ('softmax', 'logSoftmax'):
        record_softmax(family, op)
    return family


def record_reduction(family, op, dtypes):
    draw = Draw('primitive ' + op)
    more = {'p': 2} if op == 'norm' else {}
    for dtype in dtypes:
        distinct = draw.distinct([2, 3]) if dtype in FLOATS else values(draw, [2, 3], dtype)
        family.primitive(
            op, distinct.with_(dtype=dtype, grad=None), dims=[0, 1], keepdim=False, **more
        )
    for dims in ([0], [1], [0, 2], [1, 2], [0, 1, 2], []):
        for keepdim in (False, True):
            if op == 'norm' and not dims:
                continue
            family.primitive(op, draw.distinct([2, 3, 2]), dims=dims, keepdim=keepdim, **more)
    for seen in draw.layouts([3, 4]):
        family.primitive(op, seen, dims=[1], keepdim=False, **more)
        family.primitive(op, seen, dims=[0], keepdim=False, **more)
    family.primitive(op, scalar(1.5), dims=[], keepdim=False, **more)
    family.primitive(op, Input(EDGES, grad=False), dims=[1], keepdim=False, **more, note='special')
    if op not in ('amax', 'amin'):
        family.primitive(op, empty([0]), dims=[0], keepdim=False, **more)
        family.primitive(op, empty([2, 0]), dims=[1], keepdim=False, **more)
    family.primitive(op, empty([0, 2]), dims=[1], keepdim=True, **more)
    if 'int32' in dtypes and op != 'prod':
        family.primitive(op, Input(WIDE[:3], dtype='int32'), dims=[0], keepdim=False)
    if op == 'prod':
        family.primitive(op, Input([4099, 4097], dtype='int32'), dims=[0], keepdim=False)
        zeros = Input([[0.0, 2.0, 3.0], [0.0, 0.0, 3.0]])
        family.primitive(op, zeros, dims=[1], keepdim=False, note='zeros')
    if op in ('amax', 'amin'):
        family.primitive(
            op, Input([[1.0, 1.0, 0.0], [2.0, 2.0, 2.0]]), dims=[1], keepdim=False, note='ties'
        )


def record_extreme_place(family, op):
    draw = Draw('primitive ' + op)
    for dtype in NUMBERS:
        inputs = draw.distinct([2, 3]) if dtype in FLOATS else Input([[3, 1, 7], [9, 4, 2]])
        family.primitive(op, inputs.with_(dtype=dtype, grad=False), dim=1, keepdim=False)
    for dim in (None, 0, 1, 2):
        for keepdim in (False, True):
            if dim is None and keepdim:
                continue
            family.primitive(op, draw.distinct([2, 3, 2], grad=False), dim=dim, keepdim=keepdim)
    for seen in draw.layouts([3, 4], grad=False):
        family.primitive(op, seen.with_(shape=seen.shape), dim=1, keepdim=False)
    family.primitive(op, scalar(1.5, grad=False), dim=None, keepdim=False)
    family.primitive(op, empty([0, 2], grad=False), dim=1, keepdim=False)
    family.primitive(op, Input(EDGES[:3], grad=False), dim=1, keepdim=False, note='special')
    family.primitive(op, Input([1.0, 2.0, 2.0, 1.0], grad=False), dim=0, keepdim=False, note='ties')
    wide = Input([16777216, 16777217, -16777217, -16777216], dtype='int32')
    family.primitive(op, wide, dim=0, keepdim=False, note='beyond float32')


def record_argsort(family):
    draw = Draw('primitive argsort')
    for descending in (False, True):
        more = {'descending': descending}
        for dtype in ALL:
            whole = values(draw, [2, 5], dtype, grad=False)
            family.primitive('argsort', whole, dim=1, **more)
        family.primitive('argsort', draw.distinct([3, 2, 2], grad=False), dim=0, **more)
        for seen in draw.layouts([3, 4], grad=False):
            family.primitive('argsort', seen, dim=1, **more)
        special = Input([math.nan, 1.0, math.inf, -math.inf, math.nan, 0.0], grad=False)
        family.primitive('argsort', special, dim=0, **more, note='special')
        wide = Input([16777217, 16777216, -16777216, -16777217, 5], dtype='int32')
        family.primitive('argsort', wide, dim=0, **more, note='beyond float32')
        family.primitive('argsort', empty([2, 0], grad=False), dim=1, **more)


def record_scan(family, op):
    draw = Draw('primitive ' + op)
    for dtype in SUMMED:
        family.primitive(op, values(draw, [2, 3], dtype), dim=1)
    for dim in (0, 1, 2):
        family.primitive(op, draw.real([2, 3, 2]), dim=dim)
    for seen in draw.layouts([3, 4]):
        family.primitive(op, seen, dim=0)
    family.primitive(op, scalar(1.5), dim=0)
    family.primitive(op, empty([0, 2]), dim=0)
    family.primitive(op, Input(EDGES, grad=False), dim=1, note='special')
    family.primitive(op, Input([16777216, 1, 1, 100], dtype='int32'), dim=0, note='beyond float32')
    if op == 'cumprod':
        family.primitive(
            op, Input([[2.0, 0.0, 3.0, 4.0], [0.0, 0.0, 3.0, 1.0]]), dim=1, note='zeros'
        )


def record_softmax(family, op):
    draw = Draw('primitive ' + op)
    for dtype in FLOATS:
        family.primitive(op, draw.real([2, 3], dtype=dtype), dim=1)
    for dim in (0, 1, 2):
        family.primitive(op, draw.real([2, 3, 4]), dim=dim)
    for seen in draw.layouts([3, 4]):
        family.primitive(op, seen, dim=1)
    family.primitive(op, scalar(1.5), dim=0)
    family.primitive(op, empty([0, 2]), dim=1)
    large = Input([[1000.0, 1001.0, 999.0], [-1000.0, -1001.0, 0.0]])
    family.primitive(op, large, dim=1, note='large')
    infinite = Input([[-np.inf, 0.0, 1.0], [-np.inf, -np.inf, 2.0]], grad=False)
    family.primitive(op, infinite, dim=1, note='masked')
    odd = Input([[np.nan, 0.0, 1.0], [np.inf, 0.0, 2.0], [-np.inf] * 3], grad=False)
    family.primitive(op, odd, dim=1, note='without an answer')
