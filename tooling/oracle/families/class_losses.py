"""The losses of `nn.functional` over classes."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty

REDUCTIONS = ['mean', 'sum', 'none']


def ints(values, **fields):
    return Input(values, dtype='int32', **fields)


def record():
    family = Family('class_losses', atol=1e-6)
    record_class_indices(family)
    record_probabilities(family)
    record_dims(family)
    return family


def record_class_indices(family):
    draw = Draw('classes')
    target = ints([0, 2, 1, 2])
    for op in ('nllLoss', 'crossEntropy'):
        scores = lambda **fields: draw.real([4, 3], -3, 0 if op == 'nllLoss' else 3, **fields)
        for reduction in REDUCTIONS:
            family.functional(op, scores(), target, reduction=reduction, twice=True)
            family.functional(
                op, scores(), target, weight=draw.real([3], 0.5, 2, grad=False), reduction=reduction
            )
            family.functional(op, scores(), target, ignoreIndex=2, reduction=reduction)
            family.functional(op, scores(), ints([0, -100, 1, -100]), reduction=reduction)
            family.functional(
                op,
                scores(),
                target,
                weight=draw.real([3], 0.5, 2, grad=False),
                ignoreIndex=0,
                reduction=reduction,
            )
        family.functional(op, scores(dtype='float64'), target)
        family.functional(op, scores(), ints([-100] * 4), note='everything ignored')
        family.functional(op, draw.real([3]), ints(1, shape=[]), note='one sample')
        family.functional(op, draw.real([1, 1]), ints([0]))
        for seen in draw.layouts([4, 3]):
            family.functional(op, seen, target)
        family.functional(op, empty([0, 3]), empty([0], 'int32'), reduction='sum')
        family.functional(op, empty([0, 3]), empty([0], 'int32'), reduction='none')
        for wrong in ([0, 1, 3, 0], [0, -1, 1, 0], [0, 1, 2]):
            family.throws(op, scores(), ints(wrong), call='functional')
        family.throws(op, scores(), target, weight=draw.real([2], grad=False), call='functional')
    family.functional(
        'crossEntropy',
        Input([[1000.0, 0.0, -1000.0], [0.0, 1000.0, 0.0]]),
        ints([0, 2]),
        note='no overflow',
    )


def record_probabilities(family):
    draw = Draw('probabilities')
    op = 'crossEntropy'

    def probabilities(shape, **fields):
        raw = draw.real(shape, 0.1, 1, grad=False)
        values = np.array(raw.values).reshape(shape)
        return Input(np.round(values / values.sum(1, keepdims=True), 3), **{'grad': False} | fields)

    for reduction in REDUCTIONS:
        family.functional(
            op, draw.real([4, 3]), probabilities([4, 3]), reduction=reduction, twice=True
        )
        family.functional(
            op,
            draw.real([2, 3]),
            probabilities([2, 3]),
            weight=draw.real([3], 0.5, 2, grad=False),
            reduction=reduction,
        )
        family.functional(
            op, draw.real([2, 3]), probabilities([2, 3]), labelSmoothing=0.1, reduction=reduction
        )
        family.functional(
            op, draw.real([2, 3]), ints([2, 0]), labelSmoothing=0.1, reduction=reduction
        )
        family.functional(
            op,
            draw.real([3, 3]),
            ints([2, 0, 1]),
            labelSmoothing=0.3,
            weight=draw.real([3], 0.5, 2, grad=False),
            reduction=reduction,
        )
        family.functional(
            op,
            draw.real([3, 3]),
            ints([2, 0, 1]),
            labelSmoothing=0.3,
            ignoreIndex=0,
            reduction=reduction,
        )
        family.functional(
            op,
            draw.real([2, 3]),
            probabilities([2, 3]),
            labelSmoothing=0.2,
            weight=draw.real([3], 0.5, 2, grad=False),
            reduction=reduction,
        )
        family.functional(op, draw.real([2, 3, 2]), probabilities([2, 3, 2]), reduction=reduction)
    family.functional(
        op,
        draw.real([2, 3]),
        probabilities([2, 3], grad=True),
        note='a target that takes a gradient',
    )
    family.functional(op, draw.real([3]), Input([0.2, 0.3, 0.5], grad=False), note='one sample')
    family.throws(op, draw.real([2, 3]), probabilities([2, 3]), ignoreIndex=1, call='functional')
    family.throws(op, draw.real([2, 3]), ints([0, 1]), labelSmoothing=1.5, call='functional')


def record_dims(family):
    draw = Draw('dims')
    for op in ('nllLoss', 'crossEntropy'):
        for reduction in REDUCTIONS:
            family.functional(
                op, draw.real([2, 3, 2], -3, 0), ints([[0, 2], [1, 1]]), reduction=reduction
            )
            family.functional(
                op,
                draw.real([1, 3, 2, 2], -3, 0),
                ints([[[0, 2], [1, -100]]]),
                weight=draw.real([3], 0.5, 2, grad=False),
                reduction=reduction,
            )
        family.throws(op, draw.real([2, 3, 2]), ints([0, 1]), call='functional')
    family.functional(
        'crossEntropy', draw.real([2, 3, 2]), ints([[0, 2], [1, 1]]), labelSmoothing=0.1
    )
