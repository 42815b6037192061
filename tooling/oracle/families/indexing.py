"""`x.index(...)` and `x.indexPut(...)`, the spelling of `x[...]` and `x[...] = value`."""

from cases import Family
from execution import Register, Slice, Step
from inputs import Draw, Input, empty, scalar


def ints(*values, shape=None):
    return Input(list(values), dtype='int32', shape=shape)


def bools(*values, shape=None):
    return Input(list(values), dtype='bool', shape=shape)


ALL = Slice()


def indices():
    """Every kind of index into a (3, 4) tensor."""
    yield from (
        [0],
        [-1],
        [1, 2],
        [-1, -4],
        [ALL],
        [ALL, 1],
        [None],
        [None, 0],
        [0, None],
        [ALL, None, 1],
        ['...'],
    )
    yield from (
        ['...', 0],
        [0, '...'],
        [None, '...', None],
        [Slice(1)],
        [Slice(None, 2)],
        [Slice(-2)],
        [Slice(None, -1)],
    )
    yield from (
        [Slice(None, None, 2)],
        [Slice(0, 3, 2), Slice(1, 4, 2)],
        [Slice(2, 1)],
        [Slice(5)],
        [ALL, Slice(-10, 10)],
        [1, Slice(1, 3)],
    )
    yield from (
        [ints(0, 2)],
        [ints(-1, 0, 0)],
        [ALL, ints(1, 3)],
        [ints(0, 1, 2, 0, shape=[2, 2])],
        [ints(0, 2), ints(1, 3)],
    )
    yield from (
        [ints(0, 2), 1],
        [1, ints(0, 2)],
        [ints(0, 1, shape=[2, 1]), ints(0, 2, 3)],
        [ints(shape=[0])],
        [ints(1, shape=[])],
    )
    yield from (
        [bools(1, 0, 1)],
        [ALL, bools(1, 0, 0, 1)],
        [bools(0, 0, 0)],
        [bools(1, 0, 1), 0],
        [bools(1, 0, 1), ints(0, 2)],
    )
    yield from (
        [bools(1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, shape=[3, 4])],
        [None, ints(0, 2)],
        [ints(0, 2), None],
        [ints(2, 0), Slice(1, 3)],
    )
    yield from (
        [Slice(1, 3), ints(0, 3)],
        ['...', ints(0, 0)],
        [bools(1, 1, 0), Slice(None, None, 2)],
    )


def deep_indices():
    """Into a (2, 3, 4) tensor, where it matters whether the index tensors are neighbours."""
    yield from (
        [ints(0, 1), ALL, ints(1, 2)],
        [ALL, ints(0, 2), ints(1, 3)],
        [0, ALL, ints(1, 2)],
        [ints(0, 1), Slice(0, 2), 1],
        [ints(1, 0), '...', 0],
    )
    yield from (
        [ALL, ints(0, 1), None, ints(1, 2)],
        [bools(1, 0), ALL, ints(1, 3, 0)],
        [ALL, bools(1, 0, 1)],
        ['...', 1],
        [0, 1, 2],
    )
    yield from (
        [ALL, ALL, Slice(None, None, 3)],
        [ALL, bools(1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, shape=[3, 4])],
        [-1, '...', None, Slice(1, 3)],
    )


def record():
    family = Family('indexing')
    draw = Draw('index')
    for parts in indices():
        family.method('index', draw.real([3, 4]), *parts, twice=True)
    for parts in deep_indices():
        family.method('index', draw.real([2, 3, 4]), *parts)
    record_inputs(family, draw)
    record_put(family)
    record_put_in_place(family)
    return family


def record_inputs(family, draw):
    for seen in draw.layouts([3, 4]):
        family.method('index', seen, ints(2, 0), Slice(1, 3))
        family.method('index', seen, Slice(0, 3, 2), 1)
        family.method('index', seen, bools(1, 0, 1))
    for dtype in ('float64', 'int32', 'uint8', 'bool'):
        family.method('index', draw.integers([3], 0, 2, dtype=dtype), ints(2, 0))
        family.method('index', draw.integers([3], 0, 2, dtype=dtype), Slice(1))
    family.method('index', scalar(1.5), None)
    family.method('index', scalar(1.5), '...')
    family.method('index', scalar(1.5), bools(1, shape=[]))
    family.method('index', empty([0, 3]), ALL, 1)
    family.method('index', empty([0, 3]), ints(shape=[0]))
    for wrong in (
        [3],
        [-4],
        [0, 4],
        [0, 0, 0],
        [ints(3)],
        [ints(-4)],
        [bools(1, 0)],
        [ints(0, 1), ints(0, 1, 2)],
        [Slice(None, None, 0)],
        [Slice(None, None, -1)],
        [ALL, bools(1, 0, 1)],
    ):
        family.throws('index', draw.real([3, 4]), *wrong, call='method')
    family.throws('index', scalar(1.5), 0, call='method')
    family.throws('index', draw.real([3]), Input([0.0, 1.0], grad=False), call='method')


def record_put(family):
    draw = Draw('indexPut')
    for parts in (
        [0],
        [ALL, 1],
        [Slice(0, 2)],
        [1, Slice(1, 3)],
        ['...', 0],
        [bools(1, 0, 1)],
        [ALL, ints(0, 2)],
        [ints(0, 2)],
        [ints(1)],
        [bools(1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, shape=[3, 4])],
        [Slice(None, None, 2), ints(3, 1)],
        [ints(0, 2), ints(1, 3)],
        [None, 2],
    ):
        family.method('indexPut', draw.real([3, 4]), parts, draw.real([]))
        family.method('indexPut', draw.real([3, 4]), parts, -1.5)
    for parts, shape in (
        ([0], [4]),
        ([ALL, 1], [3]),
        ([Slice(0, 2)], [2, 4]),
        ([Slice(0, 2)], [4]),
        ([Slice(0, 2)], [2, 1]),
        ([ints(2, 0)], [2, 4]),
        ([ints(2, 0)], [4]),
        ([ints(0, 2), ints(1, 3)], [2]),
        ([bools(1, 0, 1)], [2, 4]),
        ([bools(1, 0, 1)], [1, 4]),
        ([ALL, ints(3, 1)], [3, 2]),
        ([ints(shape=[0])], [0, 4]),
    ):
        family.method('indexPut', draw.real([3, 4]), parts, draw.real(shape))
    for parts, shape in (
        ([ints(0, 0, 1)], [3, 4]),
        ([ints(0, 0), ints(1, 1)], [2]),
        ([ints(2, 2)], []),
    ):
        family.method('indexPut', draw.real([3, 4]), parts, draw.real(shape), accumulate=True)
    family.method(
        'indexPut',
        draw.integers([3]),
        [ints(0, 0, 2)],
        Input([1, 2, 3], dtype='int32'),
        accumulate=True,
    )
    family.method('indexPut', draw.integers([3]), [1], 7)
    family.method('indexPut', draw.bools([3]), [Slice(1)], True)
    family.throws('indexPut', draw.real([3, 4]), [0], draw.real([3]), call='method')
    family.throws('indexPut', draw.real([3, 4]), [ints(0, 1)], draw.real([3, 4]), call='method')
    family.throws('indexPut', draw.real([3, 4]), [3], 1.5, call='method')


def record_put_in_place(family):
    draw = Draw('indexPut_')
    for parts in (
        [0],
        [Slice(1, 3), 2],
        [ints(0, 2)],
        [bools(0, 1, 1)],
        [ALL, ints(3, 3)],
        ['...', -1],
    ):
        x, value = draw.real([3, 4]), draw.real([])
        family.program(
            f'indexPut_ on a clone, index of {len(parts)}',
            [x, value, *(p for p in parts if isinstance(p, Input))],
            [
                Step('clone', x),
                Step(
                    'indexPut_',
                    Register(2 + sum(isinstance(p, Input) for p in parts)),
                    parts,
                    value,
                ),
            ],
            [2 + sum(isinstance(p, Input) for p in parts)],
        )
    x, value = draw.real([3, 4], grad=False), draw.real([2], grad=False)
    family.program(
        'indexPut_ through a transposed view is seen in its base',
        [x, value],
        [Step('transpose', x, 0, 1), Step('indexPut_', Register(2), [Slice(0, 2), 1], value)],
        [0, 2],
    )
    leaf = draw.real([3])
    family.throws(
        'indexPut_', leaf, [0], 1.5, call='method', note='on a leaf that requires a gradient'
    )
