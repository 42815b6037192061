"""Softmax and the activation functions of `nn.functional`."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special

# Activation, and the option sets it is tried with.
ACTIVATIONS = {
    'relu': [()],
    'sigmoid': [()],
    'tanh': [()],
    'silu': [()],
    'leakyRelu': [(), (0.2,), (0,)],
    'elu': [(), (0.5,), (2,)],
    'gelu': [()],
    'softplus': [(), (2,), (0.5, 3)],
    'hardtanh': [(), (-0.5, 2), (0, 6)],
}
TWICE = ('sigmoid', 'tanh', 'silu', 'elu', 'gelu', 'softplus', 'leakyRelu', 'relu')
EDGES = [0.0, -0.0, 1e-4, -1e-4, 25.0, -25.0, 100.0, -100.0]


def record():
    family = Family('activations', atol=1e-7)
    for op, settings in ACTIVATIONS.items():
        record_activation(family, op, settings)
    record_options(family)
    record_log_sigmoid(family)
    for op in ('softmax', 'logSoftmax'):
        record_softmax(family, op)
    return family


def record_activation(family, op, settings):
    draw = Draw(f'F.{op}')
    for arguments in settings:
        family.functional(op, draw.real([2, 3]), *arguments, twice=op in TWICE)
        family.functional(op, draw.real([4], dtype='float64'), *arguments)
    family.functional(op, Input(EDGES))
    family.functional(op, special(grad=False))
    family.functional(op, scalar(-0.75))
    family.functional(op, empty([0, 2]))
    for seen in draw.layouts([2, 3]):
        family.functional(op, seen)


def record_options(family):
    draw = Draw('options')
    family.both('relu', draw.real([2, 3]))
    family.case('relu', draw.integers([4]))
    family.functional('leakyRelu', draw.real([4]), negativeSlope=0.3)
    family.functional('elu', draw.real([4]), alpha=1.5)
    for approximate in ('none', 'tanh'):
        family.functional('gelu', draw.real([2, 3]), approximate=approximate, twice=True)
        family.functional('gelu', draw.real([3], dtype='float64'), approximate=approximate)
        family.functional('gelu', Input(EDGES), approximate=approximate)
    family.functional('softplus', draw.real([4]), beta=3, threshold=1)
    family.functional('hardtanh', draw.real([4]), minVal=-2, maxVal=0.5)
    family.functional('hardtanh', Input([-1.0, 1.0, 0.0]), note='gradient at the bounds')
    family.throws('gelu', draw.real([2]), approximate='cubic', call='functional')


def record_log_sigmoid(family):
    draw = Draw('logSigmoid')
    family.both('logSigmoid', draw.real([2, 3]), twice=True)
    family.case('logSigmoid', draw.real([4], dtype='float64'), twice=True)
    family.case('logSigmoid', Input(EDGES))
    family.case('logSigmoid', special(grad=False))
    family.case('logSigmoid', scalar(-0.75))
    family.case('logSigmoid', empty([0, 2]))
    for seen in draw.layouts([2, 3]):
        family.case('logSigmoid', seen)


def record_softmax(family, op):
    draw = Draw(op)
    for shape, dim in (
        ([4], 0),
        ([2, 3], 0),
        ([2, 3], 1),
        ([2, 3], -1),
        ([2, 3, 2], 1),
        ([], 0),
        ([0], 0),
        ([2, 0], 1),
        ([0, 3], 1),
        ([1, 1], 1),
    ):
        family.both(op, draw.real(shape), dim, twice=True)
        family.functional(op, draw.real(shape), dim=dim)
    family.case(op, draw.real([2, 3], dtype='float64'), 1, twice=True)
    family.case(op, draw.real([3]), 0, dtype='float64')
    family.case(op, draw.integers([3]), 0, dtype='float32')
    family.case(op, Input([1000.0, 1001.0, -1000.0]), 0, note='no overflow')
    family.case(
        op, Input([[1.0, np.nan], [np.inf, 2.0], [-np.inf, 1.0], [-np.inf, -np.inf]], grad=False), 1
    )
    family.case(op, Input([1.0, -np.inf, 2.0]), 0, note='a masked place')
    for seen in draw.layouts([2, 3]):
        family.case(op, seen, 1)
        family.case(op, seen, 0)
    family.throws(op, draw.real([2, 3]), 2)
