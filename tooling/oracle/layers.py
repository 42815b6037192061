#!/usr/bin/python3
"""Writes fixtures/layers.json: layers called several times over, with what changes in between."""

import warnings
from pathlib import Path

import numpy as np
import torch

from execution import weights_like
from encoding import DTYPES, compact, encode_tensor
from module_specs import spec
from modules import build, classes, named

warnings.filterwarnings('ignore')
TRAIN, EVAL = True, False
EDGES = [0.0, -0.0, 1.0, -1.0, 3.0, -3.0, 0.5, -0.5, 6.0, 1e-4, -1e-4, 25.0, -25.0, 100.0, -100.0]

# Layers, the shape of what they are called on, and in which modes, one call after the other.
NORMALIZATIONS = [
    (spec('BatchNorm1d', 3), [5, 3], [TRAIN, TRAIN, EVAL, TRAIN]),
    (spec('BatchNorm1d', 3, momentum=None), [5, 3], [TRAIN, TRAIN, TRAIN, EVAL]),
    (spec('BatchNorm1d', 3, trackRunningStats=False), [5, 3], [TRAIN, EVAL]),
    (spec('BatchNorm1d', 3, affine=False, momentum=0.5), [2, 3, 4], [TRAIN, EVAL]),
    (spec('BatchNorm1d', 3, eps=0.1), [2, 3], [EVAL, TRAIN, EVAL]),
    (spec('BatchNorm1d', 3, momentum=1), [4, 3, 1], [TRAIN, EVAL]),
    (spec('BatchNorm1d', 3, momentum=0), [4, 3], [TRAIN, EVAL]),
    (spec('BatchNorm1d', 3, dtype='float64'), [5, 3], [TRAIN, EVAL]),
    (spec('BatchNorm2d', 2), [3, 2, 2, 3], [TRAIN, TRAIN, EVAL]),
    (spec('BatchNorm2d', 2, momentum=None, affine=False), [1, 2, 2, 2], [TRAIN, EVAL]),
    (spec('BatchNorm3d', 2), [2, 2, 1, 2, 3], [TRAIN, EVAL]),
    (spec('LayerNorm', 4), [3, 4], [TRAIN, EVAL]),
    (spec('LayerNorm', 4), [4], [TRAIN]),
    (spec('LayerNorm', [2, 3], eps=0.01), [4, 2, 3], [TRAIN]),
    (spec('LayerNorm', [2, 3]), [2, 2, 2, 3], [TRAIN]),
    (spec('LayerNorm', 5, elementwiseAffine=False), [2, 3, 5], [TRAIN]),
    (spec('LayerNorm', 4, dtype='float64'), [3, 4], [TRAIN]),
]
DROPOUTS = [
    (spec('Dropout'), [3, 7], [TRAIN, TRAIN, EVAL]),
    (spec('Dropout', 0.3), [50], [TRAIN]),
    (spec('Dropout', 0.9), [2, 3, 4], [TRAIN]),
    (spec('Dropout', 0), [4], [TRAIN]),
    (spec('Dropout', 1), [4], [TRAIN]),
    (spec('Dropout', 0.5), [0, 3], [TRAIN]),
]
ACTIVATIONS = [
    spec('ReLU'), spec('ReLU6'), spec('LeakyReLU', 0.2), spec('ELU', 0.5), spec('SELU'), spec('CELU', 1.5), spec('GELU'),
    spec('GELU', approximate='tanh'), spec('SiLU'), spec('Mish'), spec('Softplus'), spec('Softplus', 2, 3), spec('Softsign'),
    spec('Tanhshrink'), spec('Hardtanh'), spec('Hardtanh', -0.5, 3.0), spec('Hardsigmoid'), spec('Hardswish'), spec('Hardshrink'),
    spec('Hardshrink', 1), spec('Softshrink'), spec('Softshrink', 1), spec('Threshold', 0.5, 20), spec('LogSigmoid'),
    spec('PReLU'), spec('Sigmoid'), spec('Tanh'),
]  # fmt: skip
OTHERS = [
    (spec('PReLU', numParameters=3), [2, 3, 2]),
    (spec('PReLU', numParameters=3, init=0.5), [2, 3]),
    (spec('GLU'), [2, 6]),
    (spec('GLU', 0), [4, 3]),
    (spec('Softmax', 0), [2, 3]),
    (spec('Softmax'), [2, 3, 2]),
    (spec('Softmin', 1), [2, 3]),
    (spec('LogSoftmax'), [2, 3]),
    (spec('Flatten', 0), [2, 3, 2]),
]
EMBEDDINGS = [
    (spec('Embedding', 5, 3), [[0, 4], [2, 2]]),
    (spec('Embedding', 5, 3, paddingIdx=2), [2, 0, 2, 1]),
    (spec('Embedding', 4, 2, paddingIdx=-1), [3, 3, 0]),
]


def lose_defaults(module, random):
    """Gives scale and shift values that show."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(torch.tensor(np.round(random.uniform(-2, 2, parameter.shape), 2)))


def call(module, given, training, transposed=False):
    given = given.clone().requires_grad_(given.is_floating_point())
    module.train(training)
    module.zero_grad(set_to_none=True)
    output = module(given.t() if transposed else given)
    (output * weights_like(output, 0)).sum().backward()
    gradients = [(name, parameter.grad) for name, parameter in module.named_parameters()]
    return {
        'training': training,
        'transposed': transposed,
        'input': encode_tensor(given),
        'output': encode_tensor(output),
        'inputGradient': None if given.grad is None else encode_tensor(given.grad),
        'gradients': named((name, gradient) for name, gradient in gradients if gradient is not None),
        'stateAfter': named(module.named_buffers()),
    }


def record(described, calls, note='', change=lose_defaults):
    torch.manual_seed(777)
    module = build(described)
    change(module, np.random.RandomState(7))
    options = {'args': described['args'], **described.get('options', {})}
    return {
        'name': f"{described['module']} {compact(options)}{note}",
        'spec': described,
        'classes': sorted(classes(described)),
        'repr': repr(module),
        'state': named(module.state_dict().items()),
        'seed': 42,
        'calls': list(run(module, calls)),
    }


def run(module, calls):
    torch.manual_seed(42)
    for arguments in calls:
        yield call(module, *arguments)


def inputs(shape, modes, dtype='float32', offset=0, spread=2):
    random = np.random.RandomState(sum(shape))
    for training in modes:
        values = np.round(offset + random.uniform(-spread, spread, shape), 2)
        yield torch.tensor(values, dtype=DTYPES[dtype]), training


def cases():
    for described, shape, modes in NORMALIZATIONS:
        dtype = described.get('options', {}).get('dtype', 'float32')
        yield record(described, inputs(shape, modes, dtype))
    far = inputs([6, 3], [TRAIN, TRAIN, EVAL], offset=100, spread=1)
    yield record(spec('BatchNorm1d', 3), far, ' far from 0')
    yield record(spec('LayerNorm', 4), inputs([3, 4], [TRAIN], offset=100, spread=1), ' far from 0')
    same = [(torch.full([4, 3], 0.5), TRAIN)]
    yield record(spec('BatchNorm1d', 3), same, ' of equal values')
    for described, shape, modes in DROPOUTS:
        yield record(described, inputs(shape, modes))
    yield record(spec('Dropout'), [(next(inputs([4, 6], [TRAIN]))[0], TRAIN, True)], ' of a transposed matrix')
    edges = torch.tensor(EDGES)
    for described in ACTIVATIONS:
        keep = lambda module, random: None
        yield record(described, [(edges, TRAIN), *inputs([2, 3], [EVAL])], change=keep)
    for described, shape in OTHERS:
        yield record(described, inputs(shape, [TRAIN]))
    for described, indices in EMBEDDINGS:
        yield record(described, [(torch.tensor(indices), TRAIN)])


def main():
    torch.set_num_threads(1)
    path = Path(__file__).parent / 'fixtures' / 'layers.json'
    recorded = list(cases())
    path.write_text('{"cases":[\n' + ',\n'.join(map(compact, recorded)) + '\n]}\n')
    print(f'{len(recorded):5} cases {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
