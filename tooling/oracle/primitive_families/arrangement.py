"""Creation, views, movement, indexing and transfer: no arithmetic, so every element is exact."""

import math

from cases import Family
from inputs import Draw, Input, empty, scalar, special
from primitive_families.elementwise import ALL, FLOATS, NUMBERS, WIDE, values


def ints(data, **fields):
    return Input(data, dtype='int32', **fields)


def record():
    family = Family('arrangement')
    record_creation(family)
    record_views(family)
    record_transfer(family)
    record_movement(family)
    record_gather(family)
    record_scatter(family)
    return family


def record_creation(family):
    for dtype in ALL:
        family.primitive('full', shape=[2, 3], value=1, dtype=dtype)
    for value in (2.5, -0.0, math.nan, math.inf, -math.inf):
        family.primitive('full', shape=[3], value=value, dtype='float32')
    family.primitive('full', shape=[2], value=16777217, dtype='int32')
    family.primitive('full', shape=[], value=3, dtype='float32')
    family.primitive('full', shape=[0, 2], value=3, dtype='float32')
    draws = [(dtype, {'name': 'bernoulli', 'p': 0.3}) for dtype in ALL]
    draws += [(dtype, {'name': 'randint', 'from': 0, 'to': 200}) for dtype in NUMBERS]
    for dtype in FLOATS:
        draws.append((dtype, {'name': 'uniform', 'from': -1.5, 'to': 2.5}))
        draws.append((dtype, {'name': 'exponential', 'lambda': 1.5}))
        draws.append((dtype, {'name': 'cauchy', 'median': 0.5, 'sigma': 2.0}))
        draws.append((dtype, {'name': 'logNormal', 'mean': 0.5, 'std': 0.25}))
        draws.append((dtype, {'name': 'geometric', 'p': 0.25}))
        draws.append((dtype, {'name': 'normal', 'mean': 0.5, 'std': 2.0, 'contiguous': True}))
    for dtype, distribution in draws:
        for shape in ([2, 3], [20]):
            family.primitive(
                'random', shape=shape, dtype=dtype, distribution=distribution, seed=777
            )


def record_views(family):
    draw = Draw('primitive views')
    for dtype in ALL:
        family.primitive('expand', values(draw, [2, 1], dtype), shape=[2, 3])
        family.primitive('permute', values(draw, [2, 3, 2], dtype), dims=[2, 0, 1])
        family.primitive(
            'slice', values(draw, [4, 3], dtype), starts=[1, 0], steps=[2, 1], sizes=[2, 2]
        )
        family.primitive('view', values(draw, [2, 3], dtype), shape=[3, 2])
    family.primitive('expand', draw.real([3]), shape=[2, 2, 3])
    family.primitive('expand', scalar(1.5), shape=[2, 3])
    family.primitive('expand', empty([1, 0]), shape=[2, 0])
    family.primitive('permute', scalar(1.5), dims=[])
    family.primitive('permute', draw.real([2, 3], view=[('slice', 1, 1, None, 1)]), dims=[1, 0])
    family.primitive('permute', empty([0, 2]), dims=[1, 0])
    family.primitive('slice', draw.real([5]), starts=[1], steps=[1], sizes=[3])
    family.primitive('slice', draw.real([5]), starts=[1], steps=[3], sizes=[2])
    family.primitive(
        'slice',
        draw.real([3, 4], view=[('transpose', 0, 1)]),
        starts=[1, 1],
        steps=[2, 1],
        sizes=[2, 2],
    )
    family.primitive('slice', draw.real([5]), starts=[5], steps=[1], sizes=[0])
    family.primitive('view', draw.real([2, 3, 2]), shape=[6, 2])
    family.primitive('view', scalar(1.5), shape=[1, 1])
    family.primitive('view', draw.real([1]), shape=[])
    family.primitive('view', empty([0, 3]), shape=[3, 0])
    family.primitive('view', draw.real([4, 3], view=[('narrow', 0, 1, 2)]), shape=[6])


def record_transfer(family):
    draw = Draw('primitive transfer')
    for dtype in ALL:
        family.primitive('transfer', values(draw, [2, 3], dtype))
    family.primitive('transfer', Input(WIDE, dtype='int32'), note='beyond float32')
    family.primitive('transfer', special())
    family.primitive('transfer', scalar(1.5))
    family.primitive('transfer', empty([0, 3]))
    for seen in draw.layouts([2, 3]):
        family.primitive('transfer', seen)


def record_movement(family):
    draw = Draw('primitive movement')
    for dtype in ALL:
        pair = values(draw, [2, 3], dtype), values(draw, [1, 3], dtype)
        family.primitive('cat', *pair, dim=0)
        family.primitive('flip', values(draw, [2, 3], dtype), dims=[0, 1])
        family.primitive(
            'pad', values(draw, [2, 2], dtype), starts=[1, 0], steps=[2, 1], shape=[4, 3]
        )
    for dim in (0, 1, 2):
        shapes = [[2 + (n if d == dim else 0) for d in range(3)] for n in range(3)]
        family.primitive('cat', *(draw.real(shape) for shape in shapes), dim=dim)
    family.primitive('cat', *draw.layouts([2, 3]), dim=1)
    family.primitive('cat', draw.real([2, 3]), dim=1)
    family.primitive('cat', empty([0, 3]), draw.real([2, 3]), empty([0, 3]), dim=0)
    family.primitive('cat', *(Input([n, -n], grad=True) for n in range(1, 40)), dim=0, note='many')
    family.primitive('cat', Input(WIDE, dtype='int32'), ints([16777219]), dim=0, note='wide')
    family.primitive('cat', special(), special(), dim=0, note='special')
    for dims in ([], [0], [1], [0, 2], [0, 1, 2]):
        family.primitive('flip', draw.real([2, 3, 2]), dims=dims)
    for seen in draw.layouts([3, 4]):
        family.primitive('flip', seen, dims=[1])
        family.primitive('pad', seen, starts=[1, 2], steps=[1, 1], shape=[5, 7])
    family.primitive('flip', empty([0, 3]), dims=[0])
    family.primitive('flip', scalar(1.5), dims=[])
    family.primitive('flip', special(), dims=[0])
    family.primitive('flip', Input(WIDE, dtype='int32'), dims=[0], note='wide')
    family.primitive('pad', draw.real([3]), starts=[1], steps=[3], shape=[9])
    family.primitive('pad', empty([0]), starts=[1], steps=[1], shape=[3])
    family.primitive('pad', scalar(1.5), starts=[], steps=[], shape=[])
    family.primitive(
        'pad', Input(WIDE, dtype='int32'), starts=[1], steps=[1], shape=[8], note='wide'
    )
    family.primitive('pad', special(), starts=[2], steps=[2], shape=[16], note='special')


def record_gather(family):
    draw = Draw('primitive gather')
    for dtype in ALL:
        family.primitive('gather', values(draw, [3, 2], dtype), ints([[0, 2], [1, 1]]), dim=0)
        family.primitive('indexSelect', values(draw, [3, 2], dtype), ints([2, 0, 2]), dim=0)
    family.primitive('gather', draw.real([3, 2]), ints([[0, 1, 1], [1, 0, 0]]), dim=1)
    family.primitive('gather', draw.real([2, 3, 2]), ints([[[0, 1], [2, 2]]]), dim=1)
    family.primitive('gather', draw.real([3]), empty([0], 'int32'), dim=0)
    family.primitive('gather', ints(WIDE), ints([5, 0, 1, 1]), dim=0, note='wide')
    family.primitive('gather', special(), ints([6, 0, 1, 1, 4]), dim=0, note='special')
    family.primitive('indexSelect', draw.real([2, 3, 2]), ints([1, 1]), dim=2)
    family.primitive('indexSelect', draw.real([3]), empty([0], 'int32'), dim=0)
    family.primitive('indexSelect', ints(WIDE), ints([5, 0]), dim=0, note='wide')
    turned = ints([[0, 1], [2, 0]], view=[('transpose', 0, 1)])
    for seen in draw.layouts([3, 4]):
        family.primitive('gather', seen, turned, dim=1)
        family.primitive(
            'indexSelect', seen, ints([1, 9, 0], view=[('slice', 0, None, None, 2)]), dim=1
        )


def record_scatter(family):
    draw = Draw('primitive scatter')
    index = ints([[0, 2], [1, 0]])
    for dtype in ALL:
        whole = lambda: values(draw, [3, 2], dtype)
        family.primitive('scatter', whole(), index, values(draw, [2, 2], dtype), dim=0)
        if dtype != 'bool':
            family.primitive('scatterAdd', whole(), index, values(draw, [2, 2], dtype), dim=0)
            family.primitive('indexAdd', whole(), ints([2, 0]), values(draw, [2, 2], dtype), dim=0)
    for op in ('scatter', 'scatterAdd'):
        family.primitive(op, draw.real([2, 3]), ints([[0, 2], [1, 0]]), draw.real([2, 2]), dim=1)
        family.primitive(op, draw.real([3]), empty([0], 'int32'), draw.real([2], grad=False), dim=0)
        for seen, source in zip(draw.layouts([3, 4]), draw.layouts([3, 4], grad=False)):
            family.primitive(op, seen, ints([[3, 1], [0, 2]]), source, dim=1)
        family.primitive(op, ints(WIDE), ints([5, 0]), ints([16777219, -1]), dim=0, note='wide')
        family.primitive(
            op,
            special(grad=False),
            ints([6, 3]),
            Input([1.0, -0.0], grad=False),
            dim=0,
            note='special',
        )
    repeated = ints([[0, 0], [0, 0], [1, 0]])
    family.primitive(
        'scatterAdd', draw.real([3, 2]), repeated, draw.real([3, 2]), dim=0, note='repeated'
    )
    family.primitive(
        'indexAdd', draw.real([2, 3]), ints([1, 1, 0]), draw.real([2, 3]), dim=1, note='repeated'
    )
    family.primitive('indexAdd', draw.real([3]), empty([0], 'int32'), empty([0]), dim=0)
    family.primitive('indexAdd', ints(WIDE), ints([5, 0]), ints([16777219, -1]), dim=0, note='wide')
    for seen, source in zip(draw.layouts([3, 4]), draw.layouts([2, 4])):
        family.primitive('indexAdd', seen, ints([2, 0]), source, dim=0)
