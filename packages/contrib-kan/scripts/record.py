#!/usr/bin/python3
"""Writes src/fixtures/kan-linear.json: a KAN layer in PyTorch, splines by their definition."""

import json
from pathlib import Path

import torch
from torch.nn.functional import silu

CASES = [
    {'shape': [5, 2], 'out': 3, 'grid': 5, 'order': 3, 'low': -1.0, 'high': 1.0},
    {'shape': [2, 3, 4], 'out': 2, 'grid': 3, 'order': 2, 'low': 0.0, 'high': 3.0},
    {'shape': [6, 1], 'out': 1, 'grid': 4, 'order': 1, 'low': -2.0, 'high': 2.0},
    {'shape': [4], 'out': 2, 'grid': 2, 'order': 0, 'low': -1.0, 'high': 1.0},
]


def spline(x, knots, place, order):
    """One B-spline at one number, by the recursion that defines it."""
    if order == 0:
        inside = bool(knots[place] <= x < knots[place + 1])
        return torch.ones_like(x) if inside else torch.zeros_like(x)
    rise = (x - knots[place]) / (knots[place + order] - knots[place])
    end = knots[place + order + 1]
    fall = (end - x) / (end - knots[place + 1])
    return rise * spline(x, knots, place, order - 1) + fall * spline(x, knots, place + 1, order - 1)


def layer(x, base, scale, coefficients, knots, order):
    """The layer at one row of features, edge by edge."""
    outputs = []
    for weights, scales, splines in zip(base, scale, coefficients):
        edges = [
            weight * silu(value)
            + factor * sum(c * spline(value, knots, i, order) for i, c in enumerate(row))
            for value, weight, factor, row in zip(x, weights, scales, splines)
        ]
        outputs.append(sum(edges))
    return torch.stack(outputs)


def record(case):
    features, order, grid = case['shape'][-1], case['order'], case['grid']
    spread = (case['high'] - case['low']) * 0.7
    x = (torch.randn(case['shape'], dtype=torch.float64) * spread).requires_grad_()
    base = torch.randn(case['out'], features, dtype=torch.float64, requires_grad=True)
    scale = torch.randn(case['out'], features, dtype=torch.float64, requires_grad=True)
    coefficients = torch.randn(
        case['out'], features, grid + order, dtype=torch.float64, requires_grad=True
    )
    step = (case['high'] - case['low']) / grid
    knots = torch.arange(-order, grid + order + 1, dtype=torch.float64) * step + case['low']
    rows = [layer(row, base, scale, coefficients, knots, order) for row in x.reshape(-1, features)]
    output = torch.stack(rows).reshape(*case['shape'][:-1], case['out'])
    output.backward(torch.arange(1, output.numel() + 1, dtype=torch.float64).reshape(output.shape))
    leaves = {'x': x, 'baseWeight': base, 'splineWeight': scale, 'coefficients': coefficients}
    return case | {
        'knots': knots.tolist(),
        'inputs': {name: leaf.tolist() for name, leaf in leaves.items()},
        'output': output.tolist(),
        'gradients': {name: leaf.grad.tolist() for name, leaf in leaves.items()},
    }


def main():
    torch.manual_seed(0)
    target = Path(__file__).parent.parent / 'src/fixtures/kan-linear.json'
    target.write_text(json.dumps([record(case) for case in CASES]) + '\n')


if __name__ == '__main__':
    main()
