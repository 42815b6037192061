#!/usr/bin/python3
"""Writes fixtures/schedulers.json: the learning rates that each scheduler sets."""

import warnings
from pathlib import Path

import torch
from torch.optim import lr_scheduler

from encoding import compact, snake_case

warnings.filterwarnings('ignore')
STEPS = 25
RATES = [0.1, 0.02]
# Names whose capital letters snake_case would not find.
RENAMED = {'tMax': 'T_max', 't0': 'T_0', 'tMult': 'T_mult'}

# A lambda is told by its base: epoch -> base ** epoch.
SETTINGS = {
    'LambdaLR': [{'lambda': 0.95}, {'lambda': [0.95, 0.5]}],
    'MultiplicativeLR': [{'lambda': 0.99}, {'lambda': [0.99, 0.9]}],
    'StepLR': [{'stepSize': 3}, {'stepSize': 1, 'gamma': 0.9}, {'stepSize': 7, 'gamma': 0.5}],
    'MultiStepLR': [
        {'milestones': [3, 8]},
        {'milestones': [2, 2, 10], 'gamma': 0.5},
        {'milestones': [], 'gamma': 0.5},
    ],
    'ConstantLR': [{}, {'factor': 0.5, 'totalIters': 4}, {'factor': 1, 'totalIters': 0}],
    'LinearLR': [
        {},
        {'startFactor': 0.1, 'totalIters': 10},
        {'startFactor': 1, 'endFactor': 0.25, 'totalIters': 6},
    ],
    'ExponentialLR': [{'gamma': 0.9}, {'gamma': 1}],
    'PolynomialLR': [{}, {'totalIters': 10, 'power': 2}, {'totalIters': 4, 'power': 0.5}],
    'CosineAnnealingLR': [{'tMax': 10}, {'tMax': 7, 'etaMin': 0.001}, {'tMax': 1}, {'tMax': 50}],
    'CosineAnnealingWarmRestarts': [
        {'t0': 5},
        {'t0': 3, 'tMult': 2},
        {'t0': 4, 'tMult': 3, 'etaMin': 0.005},
        {'t0': 1},
    ],
    'OneCycleLR': [
        {'maxLr': 0.1, 'totalSteps': STEPS},
        {'maxLr': [0.1, 0.5], 'epochs': 5, 'stepsPerEpoch': 5, 'annealStrategy': 'linear'},
        {'maxLr': 0.2, 'totalSteps': STEPS, 'threePhase': True, 'pctStart': 0.4},
        {'maxLr': 1, 'totalSteps': 30, 'cycleMomentum': False, 'divFactor': 10},
        {'maxLr': 1, 'totalSteps': 30, 'baseMomentum': 0.5, 'maxMomentum': [0.9, 0.8]},
        {'maxLr': 1, 'totalSteps': 40, 'finalDivFactor': 100, 'pctStart': 0.25},
    ],
    'ReduceLROnPlateau': [
        {'patience': 2},
        {'patience': 0, 'factor': 0.5, 'minLr': 0.01},
        {'mode': 'max', 'patience': 1, 'threshold': 0.1},
        {'mode': 'max', 'patience': 2, 'threshold': 0.05, 'thresholdMode': 'abs'},
        {'patience': 1, 'threshold': 0.2, 'thresholdMode': 'abs', 'cooldown': 3},
        {'patience': 1, 'factor': 0.3, 'minLr': [0.05, 0.001], 'eps': 1e-3},
    ],
}
METRICS = [1, 0.8, 0.81, 0.8, 0.7, 0.7, 0.72, 0.9, 0.69, 0.69999, 0.7, 0.71, 0.72, 0.6, 0.6, 0.61]
METRICS += [0.6, 0.62, 0.61, 0.6, 0.59999, 0.6, 0.5, 0.55, 0.6]


def optimizer_for(name):
    groups = [{'params': [torch.zeros(1, requires_grad=True)], 'lr': rate} for rate in RATES]
    if name == 'Adam':
        return torch.optim.Adam(groups)
    return torch.optim.SGD(groups, lr=1, momentum=0.9)


def build(name, optimizer, options):
    options = dict(options)
    if 'lambda' in options:
        bases = options.pop('lambda')
        power = lambda base: lambda epoch: base**epoch
        lambdas = list(map(power, bases)) if isinstance(bases, list) else power(bases)
        return getattr(lr_scheduler, name)(optimizer, lambdas)
    named = {RENAMED.get(key, snake_case(key)): value for key, value in options.items()}
    return getattr(lr_scheduler, name)(optimizer, **named)


def momenta(optimizer):
    return [group['betas'][0] if 'betas' in group else group['momentum'] for group in optimizer.param_groups]


def rates(optimizer):
    return [group['lr'] for group in optimizer.param_groups]


def record(name, options, optimizer_name='SGD', epochs=None):
    optimizer = optimizer_for(optimizer_name)
    scheduler = build(name, optimizer, options)
    trajectory = [{'rates': rates(optimizer), 'momenta': momenta(optimizer)}]
    for step in range(STEPS - 1):
        optimizer.step()
        if name == 'ReduceLROnPlateau':
            scheduler.step(METRICS[step])
        elif epochs:
            scheduler.step(epochs[step])
        else:
            scheduler.step()
        trajectory.append({'rates': rates(optimizer), 'momenta': momenta(optimizer)})
    case = {'scheduler': name, 'options': options, 'optimizer': optimizer_name, 'trajectory': trajectory}
    return case | ({'epochs': epochs} if epochs else {})


def cases():
    for name, settings in SETTINGS.items():
        for options in settings:
            yield record(name, options)
    yield record('OneCycleLR', {'maxLr': 0.1, 'totalSteps': STEPS}, 'Adam')
    between = [step * 0.75 for step in range(1, STEPS)]
    yield record('CosineAnnealingWarmRestarts', {'t0': 5}, epochs=between)
    yield record('CosineAnnealingWarmRestarts', {'t0': 2, 'tMult': 3}, epochs=between)


def main():
    path = Path(__file__).parent / 'fixtures' / 'schedulers.json'
    recorded = list(cases())
    rows = ',\n'.join(map(compact, recorded))
    path.write_text(
        f'{{"rates":{compact(RATES)},"metrics":{compact(METRICS)},\n"cases":[\n{rows}\n]}}\n'
    )
    print(f'{len(recorded):5} cases {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
