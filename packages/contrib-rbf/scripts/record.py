#!/usr/bin/python3
"""Writes src/fixtures/rbf.json: squares of torch.cdist and RBF layers, with their gradients."""

import json
from pathlib import Path

import torch

CASES = [
    {'rows': 5, 'centres': 3, 'features': 2},
    {'rows': 1, 'centres': 4, 'features': 7},
    {'rows': 6, 'centres': 1, 'features': 1},
    {'rows': 3, 'centres': 3, 'features': 40},
]


def leaf(*shape, offset=0.0):
    return (torch.randn(*shape, dtype=torch.float64) + offset).requires_grad_()


def weighted_backward(output):
    weights = torch.arange(1, output.numel() + 1, dtype=torch.float64)
    output.backward(weights.reshape(output.shape))


def record(case):
    x, centres = leaf(case['rows'], case['features']), leaf(case['centres'], case['features'])
    widths = leaf(case['centres'], offset=3.0)
    distances = torch.cdist(x, centres).square()
    weighted_backward(distances)
    of_distances = {'x': x.grad.tolist(), 'centres': centres.grad.tolist()}
    x.grad = centres.grad = None
    output = torch.exp(-torch.cdist(x, centres).square() / widths.square())
    weighted_backward(output)
    leaves = {'x': x, 'centres': centres, 'widths': widths}
    return case | {
        'inputs': {name: each.tolist() for name, each in leaves.items()},
        'distances': {'output': distances.tolist(), 'gradients': of_distances},
        'layer': {
            'output': output.tolist(),
            'gradients': {name: each.grad.tolist() for name, each in leaves.items()},
        },
    }


def main():
    torch.manual_seed(0)
    target = Path(__file__).parent.parent / 'src/fixtures/rbf.json'
    target.write_text(json.dumps([record(case) for case in CASES]) + '\n')


if __name__ == '__main__':
    main()
