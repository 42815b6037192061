#!/usr/bin/python3
"""Writes fixtures/init.json: what torch.nn.init draws from a seed, and its gains and fans."""

import warnings
from pathlib import Path

import torch
from torch.nn import init

from encoding import DTYPES, compact, encode_tensor, snake_case

warnings.filterwarnings('ignore')
SEEDS = [0, 777]
# Normal draws differ below and from 16 elements; convolutions count their kernel into the fans.
SHAPES = [[2, 2], [3, 5], [4, 4], [2, 3, 3], [2, 3, 2, 2], [1, 2, 2, 2, 2]]
SQUARE_KERNELS = [[2, 3, 3], [4, 2, 3], [2, 2, 3, 3], [2, 2, 2, 2, 2], [4, 2, 3, 2]]
NONLINEARITIES = [
    'linear',
    'conv1d',
    'conv2d',
    'conv3d',
    'conv_transpose2d',
    'sigmoid',
    'tanh',
    'relu',
    'leaky_relu',
    'selu',
]


class Recorder:
    def __init__(self):
        self.cases = []

    def case(self, name, shape, seed=777, dtype='float32', args=(), **options):
        torch.manual_seed(seed)
        tensor = call(name, torch.full(shape, 0.5, dtype=DTYPES[dtype]), args, options)
        described = describe(name, shape, seed, dtype, args, options)
        self.cases.append(described | {'result': encode_tensor(tensor)})

    def throws(self, name, shape, args=(), **options):
        try:
            call(name, torch.zeros(shape), args, options)
        except (ValueError, NotImplementedError, IndexError):
            self.cases.append(describe(name, shape, 0, 'float32', args, options) | {'throws': True})
            return
        raise AssertionError(f'{name} of {shape} was expected to raise')


def call(name, tensor, args, options):
    named = {snake_case(key): value for key, value in options.items()}
    return getattr(init, snake_case(name))(tensor, *args, **named)


def describe(name, shape, seed, dtype, args, options):
    record = {'name': name, 'shape': shape, 'seed': seed, 'dtype': dtype, 'args': list(args)}
    return record | ({'options': options} if options else {})


def record():
    recorder = Recorder()
    record_plain(recorder)
    record_scaled(recorder)
    record_structured(recorder)
    return recorder.cases


def record_plain(recorder):
    for shape in ([3], [4, 5], [], [0]):
        for seed in SEEDS:
            recorder.case('uniform_', shape, seed)
            recorder.case('uniform_', shape, seed, a=-2, b=0.5)
            recorder.case('normal_', shape, seed)
            recorder.case('normal_', shape, seed, mean=1, std=0.25)
        recorder.case('constant_', shape, args=[-1.5])
        recorder.case('ones_', shape)
        recorder.case('zeros_', shape)
    for name in ('uniform_', 'normal_'):
        recorder.case(name, [5], dtype='float64')
        recorder.case(name, [17], dtype='float64')
    for seed in SEEDS:
        for shape in ([3], [4, 5]):
            recorder.case('truncNormal_', shape, seed)
            recorder.case('truncNormal_', shape, seed, mean=0.5, std=2, a=-1, b=3)
            recorder.case('truncNormal_', shape, seed, std=0.02)
    recorder.case('truncNormal_', [20], dtype='float64')


def record_scaled(recorder):
    for name in ('xavierUniform_', 'xavierNormal_'):
        for shape in SHAPES:
            for seed in SEEDS:
                recorder.case(name, shape, seed)
            recorder.case(name, shape, gain=init.calculate_gain('tanh'))
        recorder.case(name, [3, 6], dtype='float64')
        recorder.throws(name, [3])
    for name in ('kaimingUniform_', 'kaimingNormal_'):
        for shape in SHAPES:
            for mode in ('fan_in', 'fan_out'):
                recorder.case(name, shape, mode=mode)
        for nonlinearity in ('relu', 'leaky_relu', 'linear', 'tanh', 'sigmoid', 'selu'):
            recorder.case(name, [3, 6], 0, nonlinearity=nonlinearity)
        recorder.case(name, [3, 6], a=0.2)
        recorder.case(name, [3, 6], a=5**0.5, mode='fan_out', nonlinearity='leaky_relu')
        recorder.case(name, [3, 6], dtype='float64')
        recorder.case(name, [0, 3])
        recorder.throws(name, [3])
        recorder.throws(name, [3, 3], mode='fan_sum')
        recorder.throws(name, [3, 3], nonlinearity='cube')


def record_structured(recorder):
    for shape in ([3, 3], [2, 4], [4, 2]):
        recorder.case('eye_', shape)
    recorder.throws('eye_', [3])
    recorder.throws('eye_', [2, 2, 2])
    for shape in SQUARE_KERNELS:
        recorder.case('dirac_', shape)
        if shape[0] % 2 == 0:
            recorder.case('dirac_', shape, groups=2)
    recorder.throws('dirac_', [3, 3])
    recorder.throws('dirac_', [3, 2, 3], groups=2)
    for shape in ([3, 3], [2, 5], [5, 2], [4, 4], [2, 3, 2], [6, 2, 2], [1, 1]):
        for seed in SEEDS:
            recorder.case('orthogonal_', shape, seed)
        recorder.case('orthogonal_', shape, gain=1.5)
    recorder.case('orthogonal_', [4, 6], dtype='float64')
    recorder.throws('orthogonal_', [3])
    for shape in ([4, 3], [10, 4], [5, 5]):
        for sparsity in (0.1, 0.5, 0.9):
            recorder.case('sparse_', shape, args=[sparsity])
    recorder.case('sparse_', [6, 3], 0, args=[0.3], std=1)
    recorder.throws('sparse_', [3], args=[0.1])


def gains():
    rows = [{'nonlinearity': name, 'gain': init.calculate_gain(name)} for name in NONLINEARITIES]
    return rows + [
        {'nonlinearity': 'leaky_relu', 'param': p, 'gain': init.calculate_gain('leaky_relu', p)}
        for p in (0, 0.2, 1, 5**0.5, -0.5)
    ]


def fans():
    return [
        {'shape': shape, 'fans': list(init._calculate_fan_in_and_fan_out(torch.zeros(shape)))}
        for shape in [*SHAPES, *SQUARE_KERNELS, [0, 3], [3, 0]]
    ]


def main():
    path = Path(__file__).parent / 'fixtures' / 'init.json'
    cases = record()
    rows = ',\n'.join(map(compact, cases))
    path.write_text(
        f'{{"gains":{compact(gains())},\n"fans":{compact(fans())},\n"cases":[\n{rows}\n]}}\n'
    )
    print(f'{len(cases):5} cases {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
