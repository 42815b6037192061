"""Small nets and penalties whose gradients are differentiated again."""

from cases import Family
from execution import Register, Step
from inputs import Draw, Input


def record():
    family = Family('second_order', atol=1e-6)
    for dtype in ('float32', 'float64'):
        record_net(family, dtype)
        record_composed(family, dtype)
    return family


def record_net(family, dtype):
    draw = Draw(f'net {dtype}')
    real = lambda shape, **fields: draw.real(shape, -1, 1, dtype=dtype, **fields)
    for activation in ('sigmoid', 'tanh', 'relu', 'exp', 'sin'):
        x, w1, b1, w2 = real([3, 2]), real([2, 4]), real([4]), real([4, 1])
        family.program(
            f'two layers with {activation}, {dtype}',
            [x, w1, b1, w2],
            [
                Step('matmul', x, w1),
                Step('add', Register(4), b1),
                Step(activation, Register(5)),
                Step('matmul', Register(6), w2),
                Step('square', Register(7)),
                Step('mean', Register(8)),
            ],
            [9],
            twice=True,
        )
    for name, steps in (
        (
            'binary cross entropy',
            [
                Step('sigmoid', Register(2)),
                Step(
                    'binaryCrossEntropy',
                    Register(3),
                    Input([[0.0], [1.0], [1.0]]),
                    call='functional',
                ),
            ],
        ),
        (
            'mean squared error',
            [Step('mseLoss', Register(2), Input([[0.0], [1.0], [1.0]]), call='functional')],
        ),
        (
            'with logits',
            [
                Step(
                    'binaryCrossEntropyWithLogits',
                    Register(2),
                    Input([[0.0], [1.0], [1.0]]),
                    call='functional',
                )
            ],
        ),
    ):
        record_loss(family, name, real([3, 2]), real([2, 1]), steps, dtype)
    x, w = real([4, 3]), real([3, 3])
    target = Input([0, 2, 1, 0], dtype='int32')
    family.program(
        f'cross entropy of a linear layer, {dtype}',
        [x, w, target],
        [
            Step('linear', x, w, call='functional'),
            Step('crossEntropy', Register(3), target, call='functional'),
        ],
        [4],
        twice=True,
    )


def record_loss(family, name, x, w, steps, dtype):
    loss = steps[-1]
    target = loss.args[1].with_(dtype=dtype, grad=False)
    shifted = [
        Step(
            step.op,
            *[Register(a.index + 1) if isinstance(a, Register) else target for a in step.args],
            call=step.call,
        )
        for step in steps
    ]
    family.program(
        f'{name} of a linear layer, {dtype}',
        [x, w, target],
        [Step('matmul', x, w), *shifted],
        [3 + len(shifted)],
        twice=True,
    )


def record_composed(family, dtype):
    draw = Draw(f'composed {dtype}')
    x, y = draw.real([2, 3], 0.3, 2, dtype=dtype), draw.real([3], 0.3, 2, dtype=dtype)
    chains = {
        'softmax of a product': [Step('mul', x, y), Step('softmax', Register(2), 1)],
        'log of a sum of exponentials': [Step('mul', x, y), Step('logsumexp', Register(2), 1)],
        'a quotient under a root': [Step('div', x, y), Step('sqrt', Register(2))],
        'a norm of a difference': [Step('sub', x, y), Step('norm', Register(2))],
        'a power of a power': [Step('pow', x, y), Step('pow', Register(2), 1.5)],
        'a standard deviation': [Step('mul', x, y), Step('std', Register(2), dim=1)],
        'a product of rows': [Step('mul', x, y), Step('prod', Register(2), 1)],
        'a running product': [Step('mul', x, y), Step('cumprod', Register(2), 1)],
        'an outer product, transposed': [
            Step('matmul', x, y),
            Step('outer', Register(2), y),
            Step('transpose', Register(3), 0, 1),
            Step('tanh', Register(4)),
        ],
        'a gather of exponentials': [
            Step('add', x, y),
            Step('exp', Register(2)),
            Step('select', Register(3), 1, 2),
            Step('square', Register(4)),
        ],
        'joined, sorted and squared': [
            Step('unsqueeze', y, 0),
            Step('cat', [x, Register(2)], 0, call='function'),
            Step('square', Register(3)),
            Step('flip', Register(4), [0]),
            Step('cumsum', Register(5), 0),
            Step('square', Register(6)),
        ],
        'an error function of a quotient': [Step('div', x, y), Step('erf', Register(2))],
        'an arc tangent of two': [Step('atan2', x, y), Step('exp', Register(2))],
    }
    for name, steps in chains.items():
        family.program(f'{name}, {dtype}', [x, y], steps, [1 + len(steps)], twice=True)
