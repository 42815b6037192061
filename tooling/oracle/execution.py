"""Runs the steps of a case in PyTorch, and takes gradients of what comes out."""

import torch
import torch.nn.functional as functional

from encoding import DTYPES, snake_case
from inputs import Input
from primitive_families.meaning import MEANINGS

# The loss of a case is the sum of its outputs times these, so that no element's gradient hides
# behind another's. All are exact in float32. `src/weights.ts` holds the same list.
WEIGHTS = [0.5, -1.25, 2, 0.75, -0.5, 1.5, 1, -2, 1.75, -0.25, 3]


class Slice:
    """`start:stop:step` inside an index."""

    def __init__(self, start=None, stop=None, step=None):
        self.bounds = [start, stop, step]


class Register:
    """The result of an earlier step of a program, counted after the program's inputs."""

    def __init__(self, index):
        self.index = index


class Step:
    def __init__(self, op, *args, call='method', **options):
        self.op, self.args, self.call, self.options = op, args, call, options


def index_of(parts):
    return tuple(parts)


def index_put(tensor, indices, value, accumulate=False):
    if accumulate:
        return tensor.index_put(tuple(indices), value, accumulate=True)
    copy = tensor.clone()
    copy[index_of(indices)] = value
    return copy


def index_put_(tensor, indices, value, accumulate=False):
    if accumulate:
        return tensor.index_put_(tuple(indices), value, accumulate=True)
    tensor[index_of(indices)] = value
    return tensor


# What Chainrule spells differently: JavaScript has no indexing operator, and PyTorch joins words.
SPELLED_DIFFERENTLY = {
    'index': lambda tensor, *parts: tensor[index_of(parts)],
    'indexPut': index_put,
    'indexPut_': index_put_,
    'logSigmoid': functional.logsigmoid,
}


class Run:
    """One execution of steps over fresh inputs."""

    def __init__(self, inputs, steps, returns, wide=None):
        self.wide = wide
        self.leaves = [entry.leaf(wide) for entry in inputs]
        self.registers = [entry.seen(leaf) for entry, leaf in zip(inputs, self.leaves)]
        self.positions = {id(entry): position for position, entry in enumerate(inputs)}
        results = []
        for step in steps:
            results = self.step(step)
            self.registers += results
        self.outputs = results if returns is None else [self.registers[index] for index in returns]

    def resolve(self, value):
        if isinstance(value, Input):
            return self.registers[self.positions[id(value)]]
        if isinstance(value, Register):
            return self.registers[value.index]
        if isinstance(value, Slice):
            return slice(*value.bounds)
        if isinstance(value, (list, tuple)):
            return [self.resolve(item) for item in value]
        if isinstance(value, str) and value == '...':
            return Ellipsis
        if isinstance(value, str) and value in DTYPES:
            dtype = DTYPES[value]
            return self.wide if self.wide is not None and dtype == torch.float32 else dtype
        return value

    def step(self, step):
        args = [self.resolve(value) for value in step.args]
        options = {snake_case(key): self.resolve(value) for key, value in step.options.items()}
        if step.op in SPELLED_DIFFERENTLY and step.call != 'primitive':
            result = SPELLED_DIFFERENTLY[step.op](*args, **options)
        elif step.call == 'primitive':
            result = MEANINGS[snake_case(step.op)](*args, **options)
        elif step.call == 'method':
            result = getattr(args[0], snake_case(step.op))(*args[1:], **options)
        else:
            namespace = {'function': torch, 'functional': functional}[step.call]
            result = getattr(namespace, snake_case(step.op))(*args, **options)
        return list(result) if isinstance(result, (list, tuple)) else [result]

    def loss(self):
        terms = [
            (output * weights_like(output, shift)).sum()
            for shift, output in enumerate(self.outputs)
            if isinstance(output, torch.Tensor) and output.requires_grad
        ]
        return sum(terms[1:], terms[0]) if terms else None

    def gradients(self, twice):
        """Gradients of the loss, and gradients of their weighted sum when `twice`."""
        wanted = [leaf for leaf in self.leaves if leaf.requires_grad]
        loss = self.loss()
        if loss is None or not wanted:
            return None, None
        first = torch.autograd.grad(loss, wanted, create_graph=twice, allow_unused=True)
        if not twice:
            return self.aligned(first), None
        known = [(shift, g) for shift, g in enumerate(first) if g is not None and g.requires_grad]
        if not known:
            return self.aligned(first), None
        again = sum((g * weights_like(g, shift)).sum() for shift, g in known)
        second = torch.autograd.grad(again, wanted, allow_unused=True)
        return self.aligned(first), self.aligned(second)

    def aligned(self, gradients):
        following = iter(gradients)
        return [next(following) if leaf.requires_grad else None for leaf in self.leaves]


def weights_like(tensor, shift):
    flat = [WEIGHTS[(index + shift) % len(WEIGHTS)] for index in range(tensor.numel())]
    return torch.tensor(flat, dtype=tensor.dtype).reshape(tensor.shape)
