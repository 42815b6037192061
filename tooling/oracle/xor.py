#!/usr/bin/python3
"""Writes fixtures/xor.json: the notebook's XOR nets, trained in PyTorch from several seeds."""

from pathlib import Path

import torch
from torch import nn

from encoding import compact, encode_tensor

SEEDS = [777, 0, 1, 2, 42, 1234]
NETS = {'xor-perceptron': [2, 1], 'xor-nn': [2, 2, 1], 'xor-nn-wide-deep': [2, 10, 10, 10, 1]}
RECORDED_STEPS = [0, 100, 1000, 10000]
X = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
Y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])


def build(widths):
    layers = []
    for fan_in, fan_out in zip(widths, widths[1:]):
        layers += [nn.Linear(fan_in, fan_out), nn.Sigmoid()]
    return nn.Sequential(*layers)


def train(net, seed, dtype=torch.float32):
    torch.manual_seed(seed)
    model, x, y = build(NETS[net]).to(dtype), X.to(dtype), Y.to(dtype)
    initial = {name: encode_tensor(value) for name, value in model.state_dict().items()}
    criterion, optimizer, losses = nn.BCELoss(), torch.optim.SGD(model.parameters(), lr=1), {}
    for step in range(10001):
        optimizer.zero_grad()
        hypothesis = model(x)
        loss = criterion(hypothesis, y)
        loss.backward()
        optimizer.step()
        if step in RECORDED_STEPS:
            losses[step] = loss.item()
    return {
        'net': net,
        'seed': seed,
        'initial': initial,
        'losses': losses,
        'hypothesis': encode_tensor(hypothesis),
    }


def with_double(net, seed):
    """A run, and its losses in float64 from the same weights: what float32 cannot keep."""
    return {**train(net, seed), 'double': train(net, seed, torch.float64)['losses']}


def sigmoid(x):
    return 1.0 / (1.0 + torch.exp(-x))


def sigmoid_prime(x):
    return sigmoid(x) * (1 - sigmoid(x))


def train_by_hand(seed):
    """The notebook's derivatives, from zeros when `seed` is None, else from small weights."""
    shapes = {'w1': (2, 2), 'b1': (2,), 'w2': (2, 1), 'b2': (1,)}
    if seed is not None:
        torch.manual_seed(seed)
    start = {
        name: torch.zeros(shape) if seed is None else torch.empty(shape).normal_(0, 0.01)
        for name, shape in shapes.items()
    }
    w1, b1, w2, b2 = start.values()
    losses = {}
    for step in range(10001):
        l1 = torch.add(torch.matmul(X, w1), b1)
        a1 = sigmoid(l1)
        l2 = torch.add(torch.matmul(a1, w2), b2)
        hypothesis = sigmoid(l2)
        loss = -torch.mean(Y * torch.log(hypothesis) + (1 - Y) * torch.log(1 - hypothesis))
        d_hypothesis = (hypothesis - Y) / (hypothesis * (1.0 - hypothesis) + 1e-7)
        d_l2 = d_hypothesis * sigmoid_prime(l2)
        d_w2 = torch.matmul(torch.transpose(a1, 0, 1), d_l2)
        d_a1 = torch.matmul(d_l2, torch.transpose(w2, 0, 1))
        d_l1 = d_a1 * sigmoid_prime(l1)
        d_w1 = torch.matmul(torch.transpose(X, 0, 1), d_l1)
        w1 = w1 - 3e-2 * d_w1
        b1 = b1 - 3e-2 * torch.mean(d_l1, 0)
        w2 = w2 - 3e-2 * d_w2
        b2 = b2 - 3e-2 * torch.mean(d_l2, 0)
        if step in RECORDED_STEPS:
            losses[step] = loss.item()
    initial = {name: encode_tensor(value) for name, value in start.items()}
    return {
        'net': 'mlp-backprop',
        'seed': seed,
        'initial': initial,
        'losses': losses,
        'hypothesis': encode_tensor(hypothesis),
    }


def main():
    torch.set_num_threads(1)
    runs = [with_double(net, seed) for net in NETS for seed in SEEDS]
    runs += [train_by_hand(seed) for seed in [None, *SEEDS]]
    path = Path(__file__).parent / 'fixtures' / 'xor.json'
    path.write_text('{"runs":[\n' + ',\n'.join(map(compact, runs)) + '\n]}\n')
    print(f'{len(runs):5} runs  {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
