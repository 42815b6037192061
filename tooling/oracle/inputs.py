"""The tensors that cases run on: seeded values, dtypes, and the layouts they are seen in."""

import zlib

import numpy as np
import torch

from encoding import DTYPES, encode_number


class Pattern:
    """
    Elements that a formula gives, exact in float32, for tensors too large to write down:
    `(i * 7919 % modulus + shift) / divisor + plus`. `src/build.ts` holds the same formula.
    """

    def __init__(self, modulus=4001, shift=-2000, divisor=1024, plus=0):
        self.modulus, self.shift, self.divisor, self.plus = modulus, shift, divisor, plus

    def values(self, count):
        return (np.arange(count) * 7919 % self.modulus + self.shift) / self.divisor + self.plus

    def encode(self):
        return vars(self)


class Input:
    """A leaf tensor and the recipe of views through which the operation sees it."""

    def __init__(self, data, dtype='float32', shape=None, view=(), grad=None):
        self.pattern = data if isinstance(data, Pattern) else None
        if self.pattern:
            data = self.pattern.values(int(np.prod(shape)))
        array = np.array(data, dtype=np.float64)
        self.shape = list(array.shape if shape is None else shape)
        self.values = array.reshape(-1).tolist()
        self.dtype = dtype
        self.view = [list(step) for step in view]
        self.grad = dtype.startswith('float') if grad is None else grad

    def with_(self, **changes):
        fields = {'dtype': self.dtype, 'shape': self.shape, 'view': self.view, 'grad': self.grad}
        return Input(self.pattern or self.values, **(fields | changes))

    def leaf(self, dtype=None):
        """The leaf; `dtype` replaces float32 when a case is run again with more digits."""
        narrow = (
            torch.tensor(self.values, dtype=torch.float64)
            .to(DTYPES[self.dtype])
            .reshape(self.shape)
        )
        wide = narrow.to(dtype) if dtype is not None and narrow.dtype == torch.float32 else narrow
        # A clone owns its memory: reshape gave a view, and in-place rules treat views apart.
        return wide.clone().requires_grad_(self.grad)

    def seen(self, leaf):
        for name, *arguments in self.view:
            leaf = apply_view(leaf, name, arguments)
        return leaf

    def encode(self):
        whole = self.dtype in ('int32', 'uint8', 'bool')
        record = {
            'dtype': self.dtype,
            'shape': self.shape,
            'data': [int(v) if whole else encode_number(v) for v in self.values],
        }
        if self.pattern:
            record |= {'data': [], 'pattern': self.pattern.encode()}
        if self.view:
            record['view'] = self.view
        if self.grad:
            record['grad'] = True
        return record

    def label(self):
        layout = ''.join('.' + step[0] for step in self.view)
        return f'{self.dtype}[{",".join(map(str, self.shape))}]{layout}'


def apply_view(tensor, name, arguments):
    if name == 'slice':
        dim, start, stop, step = arguments
        return tensor[(slice(None),) * dim + (slice(start, stop, step),)]
    return getattr(tensor, name)(*arguments)


class Draw:
    """Small decimals. Each group of cases has its own seed, so groups do not move each other."""

    def __init__(self, seed):
        self.random = np.random.RandomState(zlib.crc32(seed.encode()) % 2**32)

    def real(self, shape, low=-3.0, high=3.0, **fields):
        return Input(np.round(self.random.uniform(low, high, shape), 2), shape=shape, **fields)

    def distinct(self, shape, **fields):
        """No two elements alike, so that an extremum or an order is unique."""
        count = int(np.prod(shape))
        values = self.random.permutation(count) * 0.25 - count * 0.1
        return Input(np.round(values, 2), shape=shape, **fields)

    def integers(self, shape, low=-5, high=6, dtype='int32', **fields):
        return Input(self.random.randint(low, high, shape), dtype=dtype, shape=shape, **fields)

    def bools(self, shape, **fields):
        return Input(self.random.randint(0, 2, shape), dtype='bool', shape=shape, **fields)

    def layouts(self, shape, low=-3.0, high=3.0, **fields):
        """Tensors of one shape in each memory layout but the contiguous one, which others have."""
        first, last = shape[0], shape[-1]
        if len(shape) > 1:
            swapped = [*shape[:-2], last, shape[-2]]
            yield self.real(swapped, low, high, view=[('transpose', -2, -1)], **fields)
            yield self.real(shape[1:], low, high, view=[('expand', list(shape))], **fields)
        yield self.real(
            [*shape[:-1], last * 2],
            low,
            high,
            view=[('slice', len(shape) - 1, 1, None, 2)],
            **fields,
        )
        yield self.real(
            [first + 2, *shape[1:]], low, high, view=[('narrow', 0, 1, first)], **fields
        )


def special(dtype='float32', **fields):
    """The values where implementations disagree."""
    return Input([np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0], dtype=dtype, **fields)


def empty(shape, dtype='float32', **fields):
    return Input([], dtype=dtype, shape=shape, **fields)


def scalar(value, dtype='float32', **fields):
    return Input(value, dtype=dtype, shape=[], **fields)
