#!/usr/bin/python3
"""Writes fixtures/modules.json: how modules print, what they hold, and what they compute."""

import warnings
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn

from encoding import DTYPES, compact, encode_tensor, snake_case
from execution import weights_like
from module_specs import CALLED, LINEARS, PRINTED, spec

warnings.filterwarnings('ignore')
SEED = 777


def build(value):
    """The module a spec describes; other values as they are."""
    if isinstance(value, list):
        return [build(item) for item in value]
    if not isinstance(value, dict):
        return DTYPES.get(value, value) if isinstance(value, str) else value
    if 'module' not in value:
        return OrderedDict((key, build(item)) for key, item in value.items())
    options = {snake_case(key): build(item) for key, item in value.get('options', {}).items()}
    return getattr(nn, value['module'])(*build(value['args']), **options)


def classes(value):
    """Every class a spec needs, so that a reader can skip what is not there yet."""
    if isinstance(value, list):
        return set().union(*map(classes, value))
    if not isinstance(value, dict):
        return set()
    own = {value['module']} if 'module' in value else set()
    return own.union(*(classes(item) for item in value.values()))


def named(tensors):
    return {name: encode_tensor(tensor) for name, tensor in tensors}


def describe(name, described, seed=SEED):
    torch.manual_seed(seed)
    module = build(described)
    record = {
        'name': name,
        'seed': seed,
        'spec': described,
        'classes': sorted(classes(described)),
        'repr': repr(module),
    }
    names = {
        'parameters': [key for key, _ in module.named_parameters()],
        'buffers': [key for key, _ in module.named_buffers()],
        'modules': [key for key, _ in module.named_modules()],
        'children': [key for key, _ in module.named_children()],
    }
    return module, record | names | {'state': named(module.state_dict().items())}


def called(name, described, shapes, training):
    module, record = describe(f'{name}, {"training" if training else "evaluating"}', described)
    module.train(training)
    dtype = next((parameter.dtype for parameter in module.parameters()), torch.float32)
    random = np.random.RandomState(len(name))
    inputs = [
        torch.tensor(np.round(random.uniform(-2, 2, shape), 2), dtype=dtype, requires_grad=True)
        for shape in shapes
    ]
    record['inputs'] = [encode_tensor(value) for value in inputs]
    output = module(*inputs)
    (output * weights_like(output, 0)).sum().backward()
    return record | {
        'training': training,
        'output': encode_tensor(output),
        'inputGradients': [encode_tensor(value.grad) for value in inputs],
        'gradients': named((key, parameter.grad) for key, parameter in module.named_parameters()),
        'stateAfter': named(module.named_buffers()),
    }


def losses():
    """Loss modules, on an input and a target."""
    scores = torch.tensor([[0.5, -1.25, 0.75], [1.5, 0.25, -2.0]])
    probabilities = torch.tensor([[0.2, 0.9, 0.4], [0.6, 0.1, 0.7]])
    binary = torch.tensor([[0.0, 1.0, 1.0], [1.0, 0.0, 0.25]])
    for reduction in ('mean', 'sum', 'none'):
        yield loss(spec('BCELoss', reduction=reduction), probabilities, binary)
        yield loss(spec('BCEWithLogitsLoss', reduction=reduction), scores, binary)
        yield loss(spec('MSELoss', reduction=reduction), scores, binary)
        yield loss(spec('L1Loss', reduction=reduction), scores, binary)
        yield loss(spec('SmoothL1Loss', reduction=reduction, beta=0.5), scores, binary)
        yield loss(spec('CrossEntropyLoss', reduction=reduction), scores, torch.tensor([2, 0]))
        yield loss(
            spec('CrossEntropyLoss', reduction=reduction, labelSmoothing=0.2, ignoreIndex=0),
            scores,
            torch.tensor([2, 0]),
        )
        yield loss(
            spec('NLLLoss', reduction=reduction, ignoreIndex=2),
            torch.log_softmax(scores, 1),
            torch.tensor([2, 0]),
        )


def loss(described, given, target):
    module, record = describe(f'{described["module"]} {described["options"]}', described)
    given = given.clone().requires_grad_()
    output = module(given, target)
    (output * weights_like(output, 0)).sum().backward()
    return record | {
        'inputs': [encode_tensor(given), encode_tensor(target)],
        'output': encode_tensor(output),
        'inputGradients': [encode_tensor(given.grad)],
    }


def record():
    yield from (describe(name, described)[1] for name, described in PRINTED.items())
    for seed in (0, 777):
        for sizes in LINEARS:
            yield describe(f'Linear {sizes} from seed {seed}', spec('Linear', *sizes), seed)[1]
    for name, (described, shapes) in CALLED.items():
        for training in (True, False):
            yield called(name, described, shapes, training)
    yield from losses()


def main():
    torch.set_num_threads(1)
    path = Path(__file__).parent / 'fixtures' / 'modules.json'
    cases = list(record())
    path.write_text('{"cases":[\n' + ',\n'.join(map(compact, cases)) + '\n]}\n')
    print(f'{len(cases):5} cases {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
