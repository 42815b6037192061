"""What each primitive of `signatures.ts` is in PyTorch: inputs as they are, params by their names."""

import torch
import torch.nn.functional as functional

aten = torch.ops.aten
ELEMENT_BY_ELEMENT = 0

SAME_NAME = [
    'abs', 'acos', 'asin', 'atan', 'ceil', 'cos', 'cosh', 'erf', 'erfinv', 'exp', 'expm1', 'floor',
    'log', 'log10', 'log1p', 'log2', 'logical_not', 'neg', 'reciprocal', 'relu', 'round', 'rsqrt',
    'sigmoid', 'sign', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'trunc', 'clamp', 'add', 'atan2', 'div',
    'fmod', 'maximum', 'minimum', 'mul', 'pow', 'remainder', 'sub', 'eq', 'ge', 'gt', 'le',
    'logical_and', 'logical_or', 'logical_xor', 'lt', 'ne', 'where', 'argmax', 'argmin', 'cumprod',
    'cumsum', 'matmul', 'addmm', 'softmax', 'permute', 'flip', 'log_softmax',
]  # fmt: skip


def slice_(x, starts, steps, sizes):
    parts = [
        slice(start, start + (size - 1) * step + 1 if size else start, step)
        for start, step, size in zip(starts, steps, sizes)
    ]
    return x[tuple(parts)] if parts else x.view([])


def pad(x, starts, steps, shape):
    parts = [
        slice(start, start + (size - 1) * step + 1 if size else start, step)
        for start, step, size in zip(starts, steps, x.shape)
    ]
    whole = torch.zeros(shape, dtype=x.dtype)
    if not parts:
        return whole + x
    whole[tuple(parts)] = x
    return whole


def reduced_by(reduce):
    """Several dims at once, which some of PyTorch's reductions take only one by one."""

    def over(x, dims, keepdim):
        for dim in sorted(dims, reverse=True):
            x = reduce(x, dim, keepdim)
        # A reduction over no dims still makes bools of numbers.
        return x if dims else reduce(x.unsqueeze(-1), -1, False)

    return over


def sum_(x, dims, keepdim):
    # An empty list means all dims to PyTorch; here it means none.
    return x.sum(dims, keepdim=keepdim) if dims else x.unsqueeze(-1).sum(-1)


def extremum(function):
    return lambda x, dims, keepdim: (
        function(x, dims, keepdim) if dims else function(x.unsqueeze(-1), -1)
    )


def norm(x, dims, keepdim, p):
    return torch.linalg.vector_norm(x, p, dims, keepdim)


def drawn(shape, dtype, distribution, seed):
    torch.manual_seed(seed)
    x = torch.empty(shape, dtype=dtype)
    params = {
        key: value for key, value in distribution.items() if key not in ('name', 'contiguous')
    }
    method = {
        'randint': lambda: torch.randint(params['from'], params['to'], shape, dtype=dtype),
        'uniform': lambda: x.uniform_(params['from'], params['to']),
        'logNormal': lambda: x.log_normal_(**params),
        'exponential': lambda: x.exponential_(params['lambda']),
    }.get(distribution['name'], lambda: getattr(x, distribution['name'] + '_')(**params))
    return method()


def bce(probability, target):
    return functional.binary_cross_entropy(
        *torch.broadcast_tensors(probability, target), reduction='none'
    )


def bce_backward(gradient, probability, target):
    inputs = torch.broadcast_tensors(gradient, probability, target)
    return aten.binary_cross_entropy_backward(*inputs, None, ELEMENT_BY_ELEMENT)


def broadcast_first(function):
    return lambda *inputs: function(*torch.broadcast_tensors(*inputs))


MEANINGS = {name: getattr(torch, name) for name in SAME_NAME} | {
    'full': lambda shape, value, dtype: torch.full(shape, value, dtype=dtype),
    'random': drawn,
    'cast': lambda x, dtype: x.to(dtype),
    'contiguous': lambda x: x.contiguous(),
    'floor_divide': lambda a, b: torch.div(a, b, rounding_mode='floor'),
    'binary_cross_entropy': bce,
    'binary_cross_entropy_backward': bce_backward,
    'relu_backward': broadcast_first(lambda g, y: aten.threshold_backward(g, y, 0)),
    'sigmoid_backward': broadcast_first(aten.sigmoid_backward),
    'tanh_backward': broadcast_first(aten.tanh_backward),
    'all': reduced_by(lambda x, dim, keepdim: x.bool().all(dim, keepdim)),
    'any': reduced_by(lambda x, dim, keepdim: x.bool().any(dim, keepdim)),
    'amax': extremum(torch.amax),
    'amin': extremum(torch.amin),
    'argsort': lambda x, dim, descending: (
        torch.sort(x, dim=dim, descending=descending, stable=True).indices
    ),
    'norm': norm,
    'prod': reduced_by(torch.prod),
    'sum': sum_,
    'transfer': lambda x: x.clone(),
    'expand': lambda x, shape: x.expand(shape),
    'slice': slice_,
    'view': lambda x, shape: x.view(shape),
    'cat': lambda *inputs, dim: torch.cat(inputs, dim),
    'pad': pad,
    'gather': lambda x, index, dim: x.gather(dim, index),
    'index_add': lambda x, index, source, dim: x.index_add(dim, index, source),
    'index_select': lambda x, index, dim: x.index_select(dim, index),
    'scatter': lambda x, index, source, dim: x.scatter(dim, index, source),
    'scatter_add': lambda x, index, source, dim: x.scatter_add(dim, index, source),
}
