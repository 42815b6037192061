"""The losses of `nn.functional`."""

import numpy as np

from cases import Family
from inputs import Draw, Input, empty, scalar

REDUCTIONS = ['mean', 'sum', 'none']


def ints(values, **fields):
    return Input(values, dtype='int32', **fields)


def record():
    family = Family('losses', atol=1e-6)
    record_regression(family)
    record_binary(family)
    record_with_logits(family)
    record_class_indices(family)
    record_probabilities(family)
    record_dims(family)
    return family


def record_regression(family):
    for op in ('mseLoss', 'l1Loss', 'smoothL1Loss'):
        draw = Draw(op)
        for shape in ([3], [2, 3], []):
            for reduction in REDUCTIONS:
                family.functional(op, draw.real(shape), draw.real(shape), reduction=reduction, twice=op != 'l1Loss')
        family.functional(op, draw.real([2, 3]), draw.real([2, 3], grad=False))
        family.functional(op, draw.real([2, 3]), draw.real([3]), note='broadcast')
        family.functional(op, draw.real([2, 3], dtype='float64'), draw.real([2, 3], dtype='float64'))
        for reduction in REDUCTIONS:
            family.functional(op, empty([0]), empty([0]), reduction=reduction)
        for seen in draw.layouts([2, 3]):
            family.functional(op, seen, draw.real([2, 3]))
        same = draw.real([2], grad=False)
        family.functional(op, same.with_(grad=True), same.with_(grad=True), note='equal, at the kink')
        family.throws(op, draw.real([2]), draw.real([3]), call='functional')
        family.throws(op, draw.real([2]), draw.real([2]), reduction='median', call='functional')
    draw = Draw('beta')
    for beta in (0.5, 2, 0):
        for reduction in REDUCTIONS:
            family.functional('smoothL1Loss', draw.real([4]), draw.real([4]), beta=beta, reduction=reduction)
    family.throws('smoothL1Loss', draw.real([2]), draw.real([2]), beta=-1, call='functional')


def record_binary(family):
    op, draw = 'binaryCrossEntropy', Draw('binaryCrossEntropy')
    for shape in ([4], [2, 3], [], [4, 1]):
        for reduction in REDUCTIONS:
            family.functional(op, draw.real(shape, 0.05, 0.95), draw.real(shape, 0, 1, grad=False), reduction=reduction, twice=True)
    labels = Input([[0.0], [1.0], [1.0], [0.0]], grad=False)
    family.functional(op, draw.real([4, 1], 0.05, 0.95), labels)
    family.functional(op, draw.real([3], 0.1, 0.9), draw.real([3], 0, 1), note='a target that takes a gradient')
    for weight in ([3], [2, 1], [2, 3]):
        for reduction in REDUCTIONS:
            family.functional(op, draw.real([2, 3], 0.1, 0.9), draw.real([2, 3], 0, 1, grad=False), weight=draw.real(weight, 0.5, 2, grad=False), reduction=reduction)
    family.functional(op, draw.real([3], 0.1, 0.9, dtype='float64'), draw.real([3], 0, 1, dtype='float64', grad=False))
    for reduction in REDUCTIONS:
        family.functional(op, Input([0.0, 1.0, 0.0, 1.0]), Input([0.0, 1.0, 1.0, 0.0], grad=False), reduction=reduction, note='logs clamped at -100')
        family.functional(op, empty([0]), empty([0], grad=False), reduction=reduction)
    for seen in draw.layouts([2, 3], 0.1, 0.9):
        family.functional(op, seen, draw.real([2, 3], 0, 1, grad=False))
    for wrong in ([3], [2, 1], [1, 2]):
        family.throws(op, draw.real([2], 0.1, 0.9), draw.real(wrong, 0, 1, grad=False), call='functional')
    family.throws(op, Input([1.5, 0.5]), Input([1.0, 0.0], grad=False), call='functional')
    family.throws(op, Input([-0.5, 0.5]), Input([1.0, 0.0], grad=False), call='functional')


def record_with_logits(family):
    op, draw = 'binaryCrossEntropyWithLogits', Draw('binaryCrossEntropyWithLogits')
    for shape in ([4], [2, 3], []):
        for reduction in REDUCTIONS:
            family.functional(op, draw.real(shape), draw.real(shape, 0, 1, grad=False), reduction=reduction, twice=True)
    for reduction in REDUCTIONS:
        for weight, positive in (([3], None), ([2, 1], None), (None, [3]), (None, [2, 3]), ([2, 3], [3]), (None, [1])):
            options = {'weight': weight, 'posWeight': positive}
            tensors = {key: draw.real(value, 0.5, 3, grad=False) for key, value in options.items() if value}
            family.functional(op, draw.real([2, 3]), draw.real([2, 3], 0, 1, grad=False), **tensors, reduction=reduction)
    family.functional(op, Input([100.0, -100.0, 100.0, -100.0]), Input([1.0, 0.0, 0.0, 1.0], grad=False), reduction='none', note='no overflow')
    family.functional(op, draw.real([3], dtype='float64'), draw.real([3], 0, 1, dtype='float64', grad=False))
    family.functional(op, empty([0]), empty([0], grad=False))
    for seen in draw.layouts([2, 3]):
        family.functional(op, seen, draw.real([2, 3], 0, 1, grad=False))
    family.throws(op, draw.real([2]), draw.real([3], 0, 1, grad=False), call='functional')
    family.throws(op, draw.real([2, 1]), draw.real([2], 0, 1, grad=False), call='functional')


def record_class_indices(family):
    draw = Draw('classes')
    targets = [ints([0, 2, 1, 2])]
    for op in ('nllLoss', 'crossEntropy'):
        scores = lambda **fields: draw.real([4, 3], -3, 0 if op == 'nllLoss' else 3, **fields)
        for target in targets:
            for reduction in REDUCTIONS:
                family.functional(op, scores(), target, reduction=reduction, twice=True)
                family.functional(op, scores(), target, weight=draw.real([3], 0.5, 2, grad=False), reduction=reduction)
                family.functional(op, scores(), target, ignoreIndex=2, reduction=reduction)
                family.functional(op, scores(), ints([0, -100, 1, -100]), reduction=reduction)
                family.functional(op, scores(), target, weight=draw.real([3], 0.5, 2, grad=False), ignoreIndex=0, reduction=reduction)
        family.functional(op, scores(dtype='float64'), targets[0])
        family.functional(op, scores(), ints([-100] * 4), note='everything ignored')
        family.functional(op, draw.real([3]), ints(1, shape=[]), note='one sample')
        family.functional(op, draw.real([1, 1]), ints([0]))
        for seen in draw.layouts([4, 3]):
            family.functional(op, seen, targets[0])
        family.functional(op, empty([0, 3]), empty([0], 'int32'), reduction='sum')
        family.functional(op, empty([0, 3]), empty([0], 'int32'), reduction='none')
        for wrong in ([0, 1, 3, 0], [0, -1, 1, 0], [0, 1, 2]):
            family.throws(op, scores(), ints(wrong), call='functional')
        family.throws(op, scores(), targets[0], weight=draw.real([2], grad=False), call='functional')
    family.functional('crossEntropy', Input([[1000.0, 0.0, -1000.0], [0.0, 1000.0, 0.0]]), ints([0, 2]), note='no overflow')


def record_probabilities(family):
    draw = Draw('probabilities')
    op = 'crossEntropy'

    def probabilities(shape, **fields):
        raw = draw.real(shape, 0.1, 1, grad=False)
        values = np.array(raw.values).reshape(shape)
        return Input(np.round(values / values.sum(1, keepdims=True), 3), **{'grad': False} | fields)

    for reduction in REDUCTIONS:
        family.functional(op, draw.real([4, 3]), probabilities([4, 3]), reduction=reduction, twice=True)
        family.functional(op, draw.real([2, 3]), probabilities([2, 3]), weight=draw.real([3], 0.5, 2, grad=False), reduction=reduction)
        family.functional(op, draw.real([2, 3]), probabilities([2, 3]), labelSmoothing=0.1, reduction=reduction)
        family.functional(op, draw.real([2, 3]), ints([2, 0]), labelSmoothing=0.1, reduction=reduction)
        family.functional(op, draw.real([3, 3]), ints([2, 0, 1]), labelSmoothing=0.3, weight=draw.real([3], 0.5, 2, grad=False), reduction=reduction)
        family.functional(op, draw.real([3, 3]), ints([2, 0, 1]), labelSmoothing=0.3, ignoreIndex=0, reduction=reduction)
        family.functional(op, draw.real([2, 3]), probabilities([2, 3]), labelSmoothing=0.2, weight=draw.real([3], 0.5, 2, grad=False), reduction=reduction)
        family.functional(op, draw.real([2, 3, 2]), probabilities([2, 3, 2]), reduction=reduction)
    family.functional(op, draw.real([2, 3]), probabilities([2, 3], grad=True), note='a target that takes a gradient')
    family.functional(op, draw.real([3]), Input([0.2, 0.3, 0.5], grad=False), note='one sample')
    family.throws(op, draw.real([2, 3]), probabilities([2, 3]), ignoreIndex=1, call='functional')
    family.throws(op, draw.real([2, 3]), ints([0, 1]), labelSmoothing=1.5, call='functional')


def record_dims(family):
    draw = Draw('dims')
    for op in ('nllLoss', 'crossEntropy'):
        for reduction in REDUCTIONS:
            family.functional(op, draw.real([2, 3, 2], -3, 0), ints([[0, 2], [1, 1]]), reduction=reduction)
            family.functional(op, draw.real([1, 3, 2, 2], -3, 0), ints([[[0, 2], [1, -100]]]), weight=draw.real([3], 0.5, 2, grad=False), reduction=reduction)
        family.throws(op, draw.real([2, 3, 2]), ints([0, 1]), call='functional')
    family.functional('crossEntropy', draw.real([2, 3, 2]), ints([[0, 2], [1, 1]]), labelSmoothing=0.1)
