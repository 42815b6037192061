"""Functions that change their tensor: on plain tensors, and on the way of a gradient."""

from cases import Family, call_label
from execution import Register, Step
from inputs import Draw, Input, empty, scalar

UNARY = [
    'neg_',
    'abs_',
    'sign_',
    'square_',
    'reciprocal_',
    'sqrt_',
    'rsqrt_',
    'exp_',
    'expm1_',
    'log_',
    'log1p_',
    'log2_',
    'log10_',
    'sin_',
    'cos_',
    'tan_',
    'asin_',
    'acos_',
    'atan_',
    'sinh_',
    'cosh_',
    'tanh_',
    'sigmoid_',
    'erf_',
    'erfc_',
    'floor_',
    'ceil_',
    'round_',
    'trunc_',
    'frac_',
    'zero_',
    'relu_',
]
BINARY = ['add_', 'sub_', 'mul_', 'div_', 'pow_', 'remainder_', 'fmod_', 'atan2_']


def record():
    family = Family('in_place')
    for op in UNARY:
        record_twin(family, op)
    for op in BINARY:
        record_binary(family, op)
    record_others(family)
    return family


def apart(family, op, input, *arguments, **options):
    """On a plain tensor: what the call returns and what the tensor then holds."""
    others = [value for value in arguments if isinstance(value, Input)]
    step = Step(op, input, *arguments, **options)
    family.program(call_label(step), [input, *others], [step], [1 + len(others), 0])


def through(family, op, input, *arguments, twice=False, **options):
    """On the result of another operation, so that gradients flow through the change."""
    others = [value for value in arguments if isinstance(value, Input)]
    copy = Register(1 + len(others))
    steps = [Step('mul', input, 1.5), Step(op, copy, *arguments, **options)]
    note = call_label(Step(op, input, *arguments, **options), 'on a product')
    family.program(note, [input, *others], steps, [copy.index], twice=twice)


def record_twin(family, op):
    draw = Draw(op)
    apart(family, op, draw.real([2, 3], 0.1, 0.6, grad=False))
    apart(family, op, draw.real([2, 2], 0.1, 0.6, dtype='float64', grad=False))
    apart(family, op, draw.real([3, 2], 0.1, 0.6, grad=False, view=[('transpose', 0, 1)]))
    apart(family, op, scalar(0.5, grad=False))
    apart(family, op, empty([0, 2], grad=False))
    through(
        family,
        op,
        draw.real([3], 0.1, 0.6),
        twice=op in ('exp_', 'sigmoid_', 'tanh_', 'sqrt_', 'sin_'),
    )


def record_binary(family, op):
    draw = Draw(op)
    for shape in ([2, 3], [3], [2, 1], []):
        apart(
            family, op, draw.real([2, 3], 0.5, 3, grad=False), draw.real(shape, 0.5, 2, grad=False)
        )
    apart(
        family,
        op,
        draw.real([3, 2], 0.5, 3, grad=False, view=[('transpose', 0, 1)]),
        draw.real([3], 0.5, 2, grad=False),
    )
    apart(
        family,
        op,
        draw.real([2, 6], 0.5, 3, grad=False, view=[('slice', 1, 0, None, 2)]),
        draw.real([2, 3], 0.5, 2, grad=False),
    )
    apart(
        family,
        op,
        draw.real([2], 0.5, 3, grad=False),
        draw.real([2], 0.5, 2, dtype='float64', grad=False),
    )
    if op != 'atan2_':
        apart(family, op, draw.real([3], 0.5, 3, grad=False), 1.5)
        through(family, op, draw.real([3], 0.5, 3), 0.75)
    if op in ('add_', 'sub_', 'mul_'):
        apart(family, op, draw.integers([3]), 2)
        apart(family, op, draw.integers([3]), draw.integers([3], 0, 4, dtype='uint8'))
        family.throws(op, draw.integers([3]), 1.5, call='method')
        family.throws(op, draw.integers([3]), draw.real([3], grad=False), call='method')
    if op in ('add_', 'sub_'):
        apart(family, op, draw.real([2], grad=False), draw.real([2], grad=False), alpha=-0.5)
        through(family, op, draw.real([2]), draw.real([2]), alpha=2)
    through(
        family, op, draw.real([2, 3], 0.5, 3), draw.real([3], 0.5, 2), twice=op in ('mul_', 'div_')
    )
    family.throws(op, draw.real([3], grad=False), draw.real([2, 3], grad=False), call='method')
    family.throws(op, draw.real([3], grad=False), draw.real([2], grad=False), call='method')


def record_others(family):
    draw = Draw('others')
    calls = [
        ('clamp_', [-0.5, 0.5], {}),
        ('clamp_', [], {'min': 0}),
        ('fill_', [2.5], {}),
        ('lerp_', [draw.real([3], grad=False), 0.3], {}),
        ('addcmul_', [draw.real([3], grad=False), draw.real([2, 1], grad=False)], {'value': 0.5}),
        (
            'addcdiv_',
            [draw.real([3], 1, 2, grad=False), draw.real([2, 1], 1, 2, grad=False)],
            {'value': -2},
        ),
        ('maskedFill_', [draw.bools([2, 3]), -1.5], {}),
        ('copy_', [draw.real([2, 3], grad=False)], {}),
        ('copy_', [draw.real([3], grad=False)], {}),
        ('copy_', [draw.integers([2, 1])], {}),
        ('copy_', [draw.real([], dtype='float64', grad=False)], {}),
        ('scatter_', [1, Input([[0, 2], [1, 1]], dtype='int32'), 0.5], {}),
        (
            'scatterAdd_',
            [1, Input([[0, 2], [1, 1]], dtype='int32'), draw.real([2, 2], grad=False)],
            {},
        ),
        ('indexAdd_', [1, Input([0, 2], dtype='int32'), draw.real([2, 2], grad=False)], {}),
        ('tril_', [], {}),
        ('triu_', [1], {}),
        ('floorDivide_', [draw.real([3], 1, 2, grad=False)], {}),
    ]
    for op, arguments, options in calls:
        apart(family, op, draw.real([2, 3], grad=False), *arguments, **options)
        apart(
            family,
            op,
            draw.real([3, 2], grad=False, view=[('transpose', 0, 1)]),
            *arguments,
            **options,
        )
        apart(
            family,
            op,
            draw.real([2, 6], grad=False, view=[('slice', 1, 1, None, 2)]),
            *arguments,
            **options,
        )
        apart(
            family,
            op,
            draw.real([3, 3], grad=False, view=[('narrow', 0, 1, 2)]),
            *arguments,
            **options,
        )
        if op != 'floorDivide_':
            through(family, op, draw.real([2, 3]), *arguments, **options)
    apart(family, 'fill_', draw.integers([3]), 7)
    apart(family, 'copy_', draw.integers([3]), Input([1.75, -1.75, 2.5], grad=False))
    apart(family, 'copy_', draw.bools([3]), Input([0.0, -1.75, 2.5], grad=False))
    apart(family, 'zero_', draw.bools([3]))
    through(family, 'copy_', draw.real([2, 3]), draw.real([3]))
    through(family, 'maskedFill_', draw.real([3]), draw.bools([3]), draw.real([]))
    for op, *arguments in (('unsqueeze_', 0), ('squeeze_',), ('transpose_', 0, 1), ('t_',)):
        apart(family, op, draw.real([1, 3], grad=False), *arguments)
