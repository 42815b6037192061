#!/usr/bin/python3
"""Writes fixtures/optim.json: ten steps of each optimizer on given gradients."""

from pathlib import Path

import numpy as np
import torch

from encoding import DTYPES, compact, flat_values, snake_case

STEPS = 10
SHAPES = [[2, 3], [3], []]

SGD = [
    {'lr': 0.1},
    {'lr': 1},
    {'lr': 0.1, 'momentum': 0.9},
    {'lr': 0.1, 'momentum': 0.9, 'dampening': 0.5},
    {'lr': 0.1, 'momentum': 0.9, 'nesterov': True},
    {'lr': 0.1, 'weightDecay': 0.01},
    {'lr': 0.1, 'momentum': 0.9, 'weightDecay': 0.1},
    {'lr': 0.1, 'momentum': 0.5, 'nesterov': True, 'weightDecay': 0.05},
    {'lr': 0.1, 'maximize': True},
    {'lr': 0.01, 'momentum': 0.9, 'dampening': 0.1, 'weightDecay': 0.1, 'maximize': True},
    {'lr': 0},
    {'lr': 0.1, 'momentum': 0.9, 'nesterov': True, 'maximize': True},
]
ADAM = [
    {},
    {'lr': 0.1},
    {'lr': 0.01, 'betas': [0.5, 0.9]},
    {'lr': 0.01, 'eps': 0.1},
    {'lr': 0.01, 'eps': 0},
    {'lr': 0.01, 'weightDecay': 0.1},
    {'lr': 0.01, 'amsgrad': True},
    {'lr': 0.01, 'amsgrad': True, 'weightDecay': 0.05},
    {'lr': 0.01, 'maximize': True},
    {'lr': 0.01, 'betas': [0, 0.99]},
    {'lr': 0.01, 'betas': [0.9, 0]},
    {
        'lr': 0.05,
        'betas': [0.8, 0.95],
        'eps': 1e-4,
        'amsgrad': True,
        'weightDecay': 0.01,
        'maximize': True,
    },
]
RMSPROP = [
    {},
    {'lr': 0.1, 'alpha': 0.9},
    {'lr': 0.05, 'momentum': 0.9},
    {'lr': 0.05, 'centered': True},
    {'lr': 0.05, 'centered': True, 'momentum': 0.5, 'weightDecay': 0.1},
    {'lr': 0.05, 'eps': 0.1, 'maximize': True},
]
ADAGRAD = [
    {},
    {'lr': 0.1, 'lrDecay': 0.2},
    {'lr': 0.1, 'initialAccumulatorValue': 0.5},
    {'lr': 0.1, 'weightDecay': 0.1, 'eps': 1e-3},
    {'lr': 0.1, 'maximize': True},
]
SETTINGS = {
    'SGD': SGD,
    'Adam': ADAM,
    'AdamW': ADAM + [{'lr': 0.01, 'weightDecay': 0}],
    'RMSprop': RMSPROP,
    'Adagrad': ADAGRAD,
}
OWN_SETTINGS = {
    'SGD': {'momentum': 0.9},
    'Adam': {'betas': [0.5, 0.9]},
    'AdamW': {'betas': [0.5, 0.9]},
    'RMSprop': {'momentum': 0.9},
    'Adagrad': {'lrDecay': 0.1},
}


class Trajectory:
    """Seeded parameters and gradients, and where an optimizer takes them."""

    def __init__(self, optimizer, dtype, options, groups=None, skipped=(), rate=None):
        random = np.random.RandomState(len(optimizer) * 100 + len(options))
        draw = lambda shape, spread: np.round(random.uniform(-spread, spread, shape), 2)
        self.optimizer, self.dtype, self.options = optimizer, dtype, options
        self.groups, self.rate = groups or [{'params': [0, 1, 2]}], rate
        self.initial = [draw(shape, 2) for shape in SHAPES]
        self.gradients = [
            [
                None if (step, index) in skipped else draw(shape, 1)
                for index, shape in enumerate(SHAPES)
            ]
            for step in range(STEPS)
        ]

    def record(self, name):
        dtype = DTYPES[self.dtype]
        params = [torch.tensor(value, dtype=dtype, requires_grad=True) for value in self.initial]
        groups = [
            python_options(group) | {'params': [params[i] for i in group['params']]}
            for group in self.groups
        ]
        optimizer = getattr(torch.optim, self.optimizer)(groups, **python_options(self.options))
        trajectory = []
        for step, gradients in enumerate(self.gradients):
            if self.rate and step == self.rate['step']:
                for group in optimizer.param_groups:
                    group['lr'] = self.rate['lr']
            for param, gradient in zip(params, gradients):
                param.grad = None if gradient is None else torch.tensor(gradient, dtype=dtype)
            optimizer.step()
            trajectory.append([flat_values(param) for param in params])
        return self.describe(name) | {'trajectory': trajectory}

    def describe(self, name):
        record = {
            'name': f'{self.optimizer} {name}, {self.dtype}',
            'optimizer': self.optimizer,
            'dtype': self.dtype,
            'options': self.options,
            'groups': self.groups,
            'shapes': SHAPES,
            'initial': [value.reshape(-1).tolist() for value in self.initial],
            'gradients': [
                [None if g is None else g.reshape(-1).tolist() for g in step]
                for step in self.gradients
            ],
        }
        return record | ({'rate': self.rate} if self.rate else {})


def python_options(options):
    return {
        snake_case(key): tuple(value) if key == 'betas' else value
        for key, value in options.items()
        if key != 'params'
    }


def record():
    cases = []
    for optimizer, settings in SETTINGS.items():
        for dtype in ('float32', 'float64'):
            for options in settings:
                name = (
                    ', '.join(f'{key} {value}' for key, value in options.items()) or 'as it comes'
                )
                cases.append(Trajectory(optimizer, dtype, options).record(name))
            cases += record_groups(optimizer, dtype)
    return cases


def record_groups(optimizer, dtype):
    own = OWN_SETTINGS[optimizer]
    plain = {'lr': 0.05}
    groups = [{'params': [0], 'lr': 0.2}, {'params': [1, 2], 'weightDecay': 0.1, **own}]
    yield Trajectory(optimizer, dtype, plain, groups).record('with groups of their own settings')
    yield Trajectory(
        optimizer, dtype, plain | own, skipped={(0, 1), (3, 0), (4, 0), (7, 2)}
    ).record('with gradients that are missing at times')
    yield Trajectory(optimizer, dtype, plain | own, rate={'step': 5, 'lr': 0.5}).record(
        'with a learning rate that changes'
    )


def refusals():
    """Settings that the constructors reject."""
    rows = [
        ('SGD', {'lr': -1}),
        ('SGD', {}),
        ('SGD', {'lr': 0.1, 'momentum': -0.5}),
        ('SGD', {'lr': 0.1, 'weightDecay': -1}),
        ('SGD', {'lr': 0.1, 'nesterov': True}),
        ('SGD', {'lr': 0.1, 'momentum': 0.9, 'dampening': 0.1, 'nesterov': True}),
    ]
    for optimizer in ('Adam', 'AdamW'):
        rows += [
            (optimizer, {'lr': -1}),
            (optimizer, {'eps': -1}),
            (optimizer, {'betas': [1, 0.9]}),
            (optimizer, {'betas': [0.9, -0.1]}),
            (optimizer, {'weightDecay': -1}),
        ]
    for optimizer in ('RMSprop', 'Adagrad'):
        rows += [(optimizer, {'lr': -1}), (optimizer, {'eps': -1}), (optimizer, {'weightDecay': -1})]
    rows += [('RMSprop', {'alpha': -1}), ('RMSprop', {'momentum': -1})]
    rows += [('Adagrad', {'lrDecay': -1}), ('Adagrad', {'initialAccumulatorValue': -1})]
    for optimizer, options in rows:
        check_refused(optimizer, options)
    return [{'optimizer': optimizer, 'options': options} for optimizer, options in rows]


def check_refused(optimizer, options):
    try:
        getattr(torch.optim, optimizer)(
            [torch.zeros(1, requires_grad=True)], **python_options(options)
        )
    except (ValueError, TypeError):
        return
    raise AssertionError(f'{optimizer} of {options} was expected to raise')


def main():
    torch.set_num_threads(1)
    path = Path(__file__).parent / 'fixtures' / 'optim.json'
    cases = record()
    rows = ',\n'.join(map(compact, cases))
    path.write_text(f'{{"refusals":{compact(refusals())},\n"cases":[\n{rows}\n]}}\n')
    print(f'{len(cases):5} cases {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
