"""
Tensors too large to write down: their elements follow a pattern, and some places of the answer stand
for all. Sums over a million elements, rows longer than a texture is wide, indices beyond 65,535.
"""

import math

from cases import Family, call_label
from execution import Register, Run, Step
from inputs import Input, Pattern

MILLION = 1_000_003
# Spread over the whole, with the first and the last, and where blocks of powers of two meet.
PLACES = [0, 1, 255, 256, 4095, 4096, 16383, 16384, 65535, 65536, 65537, 99991]


def floats(shape, pattern=Pattern(), **fields):
    return Input(pattern, shape=shape, **fields)


def ints(shape, pattern, **fields):
    return Input(pattern, dtype='int32', shape=shape, **fields)


def record():
    family = Family('large', atol=1e-6)
    record_reductions(family)
    record_elementwise(family)
    record_scans(family)
    record_movement(family)
    record_products(family)
    return family


def record_reductions(family):
    near_one = Pattern(modulus=2001, shift=-1000, divisor=1 << 20, plus=1)
    counts = Pattern(modulus=4001, shift=-1000, divisor=1)
    rare = Pattern(modulus=MILLION + 2, shift=-MILLION, divisor=1)
    for shape in ([MILLION], [1000, 1001]):
        # The gradient of a leaf that is stretched is a sum over as many.
        views = (
            [('expand', shape)] if len(shape) == 1 else [('expand', shape[1:]), ('expand', shape)]
        )
        stretched = floats([1], view=views)
        dims = list(range(len(shape)))
        family.primitive('sum', stretched, dims=dims, keepdim=False, note='stretched')
    turned = [('transpose', 0, 1)]
    for shape, dims, view, reduce in (
        ([MILLION], [0], [], family_primitive),
        ([500, 600], [0], [], sampled),
        ([600, 500], [0], turned, sampled),
        ([2, 70000, 2], [1], [], family_primitive),
    ):
        more = {'dims': dims, 'keepdim': False}
        real = lambda pattern=Pattern(): [floats(shape, pattern, grad=False, view=view)]
        whole = lambda pattern: [ints(shape, pattern, view=view)]
        reduce(family, 'sum', real(), **more)
        reduce(family, 'sum', whole(counts), **more)
        reduce(family, 'prod', real(near_one), **more)
        reduce(family, 'amax', real(rare), **more)
        reduce(family, 'amin', whole(rare), **more)
        reduce(family, 'any', real(Pattern(modulus=MILLION, shift=0)), **more)
        reduce(family, 'all', real(Pattern(shift=1)), **more)
        for p in (1, 2, 3, math.inf):
            reduce(family, 'norm', real(), **more, p=p)
    for op in ('argmax', 'argmin'):
        family.primitive(op, floats([MILLION], rare, grad=False), dim=None, keepdim=False)
        family.primitive(op, ints([MILLION], rare), dim=0, keepdim=False)
        family.primitive(op, floats([4, 70000], rare, grad=False), dim=1, keepdim=False)


def family_primitive(family, op, inputs, **params):
    family.primitive(op, *inputs, **params)


def sampled(family, op, inputs, note='', **params):
    """The primitive, then some elements of its answer."""
    whole = Step(op, *inputs, call='primitive', **params)
    size = Run(inputs, [whole], None).outputs[0].numel()
    places = [place for place in PLACES if place < size] + [size - 1]
    label = call_label(whole, note)
    steps = [
        whole,
        Step('reshape', Register(len(inputs)), [-1]),
        Step('index', Register(len(inputs) + 1), places),
    ]
    family.program(label, inputs, steps, [len(inputs) + 2])


def record_elementwise(family):
    shape = [300, 400]
    for op in ('exp', 'neg', 'sigmoid', 'contiguous'):
        sampled(family, op, [floats(shape, grad=False)])
        sampled(family, op, [floats([400, 300], grad=False, view=[('transpose', 0, 1)])])
    for op in ('add', 'mul', 'eq', 'maximum'):
        sampled(family, op, [floats(shape, grad=False), floats([400], grad=False)])
        sampled(
            family,
            op,
            [
                floats([300, 1], grad=False),
                floats([400, 300], grad=False, view=[('transpose', 0, 1)]),
            ],
        )
    counts = Pattern(modulus=100_003, shift=16777000, divisor=1)
    sampled(
        family, 'add', [ints(shape, counts), ints(shape, Pattern(modulus=7, shift=0, divisor=1))]
    )
    sampled(family, 'cast', [ints(shape, counts)], dtype='float32')
    positive = Pattern(modulus=5, shift=-2, divisor=1)
    condition = Input(Pattern(modulus=2, shift=0, divisor=1), dtype='bool', shape=shape)
    sampled(
        family, 'where', [condition, floats(shape, grad=False), floats(shape, positive, grad=False)]
    )
    sampled(family, 'full', [], shape=shape, value=2.5, dtype='float32')


def record_scans(family):
    for op in ('cumsum', 'cumprod'):
        near_one = Pattern(modulus=2001, shift=-1000, divisor=1 << 20, plus=1)
        sampled(family, op, [floats([100_003], near_one, grad=False)], dim=0)
    sampled(
        family, 'cumsum', [ints([100_003], Pattern(modulus=1001, shift=-300, divisor=1))], dim=0
    )
    sampled(
        family,
        'argsort',
        [floats([30_011], Pattern(modulus=30_011), grad=False)],
        dim=0,
        descending=False,
    )
    sampled(
        family, 'argsort', [ints([30_011], Pattern(modulus=97, divisor=1))], dim=0, descending=True
    )
    for op in ('softmax', 'logSoftmax'):
        sampled(family, op, [floats([2, 70000], grad=False)], dim=1)
        sampled(family, op, [floats([70000, 2], grad=False)], dim=1)


def record_movement(family):
    sampled(
        family,
        'cat',
        [floats([70000], grad=False), ints([40000], Pattern()).with_(dtype='float32')],
        dim=0,
    )
    sampled(family, 'flip', [floats([300, 400], grad=False)], dims=[0, 1])
    sampled(
        family,
        'pad',
        [floats([300, 200], grad=False)],
        starts=[0, 1],
        steps=[1, 2],
        shape=[300, 400],
    )
    far = ints([1000], Pattern(modulus=99_991, shift=0, divisor=1))
    sampled(family, 'gather', [floats([100_003], grad=False), far], dim=0)
    sampled(family, 'indexSelect', [floats([100_003], grad=False), far], dim=0)
    for op in ('scatter', 'scatterAdd', 'indexAdd'):
        sampled(
            family,
            op,
            [floats([100_003], grad=False), far, floats([1000], Pattern(shift=3), grad=False)],
            dim=0,
        )
    many = ints([50_000], Pattern(modulus=3, shift=0, divisor=1))
    for op in ('scatterAdd', 'indexAdd'):
        family.primitive(op, floats([3], grad=False), many, floats([50_000], grad=False), dim=0)


def record_products(family):
    sampled(family, 'matmul', [floats([200, 300], grad=False), floats([300, 250], grad=False)])
    sampled(
        family,
        'matmul',
        [
            floats([300, 200], grad=False, view=[('transpose', 0, 1)]),
            floats([300, 250], grad=False),
        ],
    )
    sampled(
        family,
        'addmm',
        [floats([250], grad=False), floats([200, 300], grad=False), floats([300, 250], grad=False)],
    )
    family.primitive('matmul', floats([2, 70000], grad=False), floats([70000, 2], grad=False))
    family.primitive(
        'matmul',
        ints([2, 70000], Pattern(modulus=201, shift=-50, divisor=1)),
        ints([70000, 2], Pattern(modulus=151, shift=-50, divisor=1)),
    )
