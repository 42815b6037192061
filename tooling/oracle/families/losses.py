"""The losses of `nn.functional` that compare element by element."""

from cases import Family
from inputs import Draw, Input, empty

REDUCTIONS = ['mean', 'sum', 'none']


def record():
    family = Family('losses', atol=1e-6)
    record_regression(family)
    record_binary(family)
    record_with_logits(family)
    return family


def record_regression(family):
    for op in ('mseLoss', 'l1Loss', 'smoothL1Loss'):
        draw = Draw(op)
        for shape in ([3], [2, 3], []):
            for reduction in REDUCTIONS:
                family.functional(
                    op,
                    draw.real(shape),
                    draw.real(shape),
                    reduction=reduction,
                    twice=op != 'l1Loss',
                )
        family.functional(op, draw.real([2, 3]), draw.real([2, 3], grad=False))
        family.functional(op, draw.real([2, 3]), draw.real([3]), note='broadcast')
        family.functional(
            op, draw.real([2, 3], dtype='float64'), draw.real([2, 3], dtype='float64')
        )
        for reduction in REDUCTIONS:
            family.functional(op, empty([0]), empty([0]), reduction=reduction)
        for seen in draw.layouts([2, 3]):
            family.functional(op, seen, draw.real([2, 3]))
        same = draw.real([2], grad=False)
        family.functional(
            op, same.with_(grad=True), same.with_(grad=True), note='equal, at the kink'
        )
        family.throws(op, draw.real([2]), draw.real([3]), call='functional')
        family.throws(op, draw.real([2]), draw.real([2]), reduction='median', call='functional')
    draw = Draw('beta')
    for beta in (0.5, 2, 0):
        for reduction in REDUCTIONS:
            family.functional(
                'smoothL1Loss', draw.real([4]), draw.real([4]), beta=beta, reduction=reduction
            )
    family.throws('smoothL1Loss', draw.real([2]), draw.real([2]), beta=-1, call='functional')


def record_binary(family):
    op, draw = 'binaryCrossEntropy', Draw('binaryCrossEntropy')
    for shape in ([4], [2, 3], [], [4, 1]):
        for reduction in REDUCTIONS:
            family.functional(
                op,
                draw.real(shape, 0.05, 0.95),
                draw.real(shape, 0, 1, grad=False),
                reduction=reduction,
                twice=True,
            )
    labels = Input([[0.0], [1.0], [1.0], [0.0]], grad=False)
    family.functional(op, draw.real([4, 1], 0.05, 0.95), labels)
    family.functional(
        op, draw.real([3], 0.1, 0.9), draw.real([3], 0, 1), note='a target that takes a gradient'
    )
    for weight in ([3], [2, 1], [2, 3]):
        for reduction in REDUCTIONS:
            family.functional(
                op,
                draw.real([2, 3], 0.1, 0.9),
                draw.real([2, 3], 0, 1, grad=False),
                weight=draw.real(weight, 0.5, 2, grad=False),
                reduction=reduction,
            )
    family.functional(
        op,
        draw.real([3], 0.1, 0.9, dtype='float64'),
        draw.real([3], 0, 1, dtype='float64', grad=False),
    )
    for reduction in REDUCTIONS:
        family.functional(
            op,
            Input([0.0, 1.0, 0.0, 1.0]),
            Input([0.0, 1.0, 1.0, 0.0], grad=False),
            reduction=reduction,
            note='logs clamped at -100',
        )
        family.functional(op, empty([0]), empty([0], grad=False), reduction=reduction)
    for seen in draw.layouts([2, 3], 0.1, 0.9):
        family.functional(op, seen, draw.real([2, 3], 0, 1, grad=False))
    for wrong in ([3], [2, 1], [1, 2]):
        family.throws(
            op, draw.real([2], 0.1, 0.9), draw.real(wrong, 0, 1, grad=False), call='functional'
        )
    family.throws(op, Input([1.5, 0.5]), Input([1.0, 0.0], grad=False), call='functional')
    family.throws(op, Input([-0.5, 0.5]), Input([1.0, 0.0], grad=False), call='functional')


def record_with_logits(family):
    op, draw = 'binaryCrossEntropyWithLogits', Draw('binaryCrossEntropyWithLogits')
    for shape in ([4], [2, 3], []):
        for reduction in REDUCTIONS:
            family.functional(
                op,
                draw.real(shape),
                draw.real(shape, 0, 1, grad=False),
                reduction=reduction,
                twice=True,
            )
    for reduction in REDUCTIONS:
        for weight, positive in (
            ([3], None),
            ([2, 1], None),
            (None, [3]),
            (None, [2, 3]),
            ([2, 3], [3]),
            (None, [1]),
        ):
            options = {'weight': weight, 'posWeight': positive}
            tensors = {
                key: draw.real(value, 0.5, 3, grad=False) for key, value in options.items() if value
            }
            family.functional(
                op,
                draw.real([2, 3]),
                draw.real([2, 3], 0, 1, grad=False),
                **tensors,
                reduction=reduction,
            )
    family.functional(
        op,
        Input([100.0, -100.0, 100.0, -100.0]),
        Input([1.0, 0.0, 0.0, 1.0], grad=False),
        reduction='none',
        note='no overflow',
    )
    family.functional(
        op, draw.real([3], dtype='float64'), draw.real([3], 0, 1, dtype='float64', grad=False)
    )
    family.functional(op, empty([0]), empty([0], grad=False))
    for seen in draw.layouts([2, 3]):
        family.functional(op, seen, draw.real([2, 3], 0, 1, grad=False))
    family.throws(op, draw.real([2]), draw.real([3], 0, 1, grad=False), call='functional')
    family.throws(op, draw.real([2, 1]), draw.real([2], 0, 1, grad=False), call='functional')
