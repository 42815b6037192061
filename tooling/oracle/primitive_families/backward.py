"""The primitives that are gradients or losses of the commonest functions."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar, special

FLOATS = ['float32', 'float64']
PAIRS = {'reluBackward': (-3, 3), 'sigmoidBackward': (0.05, 0.95), 'tanhBackward': (-0.95, 0.95)}


def record():
    family = Family('backward')
    for op, (low, high) in PAIRS.items():
        draw = Draw('primitive ' + op)
        for dtype in FLOATS:
            family.primitive(op, *pair(draw, [2, 3], low, high, dtype=dtype))
        for gradients, outputs in zip(draw.layouts([2, 3]), draw.layouts([2, 3], low, high)):
            family.primitive(op, gradients, outputs)
        family.primitive(op, draw.real([3]), draw.real([2, 3], low, high))
        family.primitive(op, scalar(1.0), draw.real([2, 3], low, high))
        family.primitive(op, scalar(1.5), scalar(0.5))
        family.primitive(op, empty([0, 3]), empty([0, 3]))
        edges = np.reshape(special().values, [7, 1])
        family.primitive(op, Input(edges, grad=False), special(grad=False), note='special values')
    record_binary_cross_entropy(family)
    return family


def pair(draw, shape, low, high, **fields):
    return draw.real(shape, **fields), draw.real(shape, low, high, **fields)


def record_binary_cross_entropy(family):
    draw = Draw('primitive binaryCrossEntropy')
    op = 'binaryCrossEntropy'
    probability = lambda shape, **fields: draw.real(shape, 0.05, 0.95, **fields)
    target = lambda shape, **fields: draw.real(shape, 0, 1, grad=False, **fields)
    for dtype in FLOATS:
        family.primitive(op, probability([2, 3], dtype=dtype), target([2, 3], dtype=dtype))
        family.primitive(
            op + 'Backward',
            # PyTorch's own gradients of this are off by 1e-12, which float64 would show.
            draw.real([2, 3], dtype=dtype, grad=dtype == 'float32'),
            probability([2, 3], dtype=dtype, grad=dtype == 'float32'),
            target([2, 3], dtype=dtype),
        )
    family.primitive(op, probability([2, 3]), draw.real([2, 3], 0.05, 0.95), note='of the target')
    for seen in draw.layouts([2, 3], 0.05, 0.95):
        family.primitive(op, seen, target([2, 3]))
        family.primitive(op + 'Backward', scalar(0.5), seen, target([2, 3]))
    family.primitive(op, probability([2, 1]), target([3]))
    family.primitive(op + 'Backward', draw.real([3]), probability([2, 3]), target([2, 1]))
    for shape in ([], [0, 3]):
        inputs = [empty(shape) if 0 in shape else scalar(value) for value in (0.5, 0.25, 1.0)]
        family.primitive(op, inputs[1], inputs[2].with_(grad=False))
        family.primitive(op + 'Backward', inputs[0], inputs[1], inputs[2].with_(grad=False))
    certain = Input([0.0, 1.0, 0.0, 1.0], grad=False), Input([0.0, 1.0, 1.0, 0.0], grad=False)
    family.primitive(op, *certain, note='certain')
    family.primitive(op + 'Backward', scalar(1.0, grad=False), *certain, note='certain')
