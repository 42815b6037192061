"""The notebook's MNIST nets, and how each is trained."""

from typing import Callable, NamedTuple

import torch
from torch import nn


def three_layers(init, activation=nn.ReLU):
    linears = [nn.Linear(784, 256), nn.Linear(256, 256), nn.Linear(256, 10)]
    for linear in linears:
        init(linear.weight)
    return nn.Sequential(linears[0], activation(), linears[1], activation(), linears[2])


def five_layers(drops_units):
    widths = [784, 512, 512, 512, 512, 10]
    linears = [nn.Linear(*pair) for pair in zip(widths, widths[1:])]
    for linear in linears:
        nn.init.xavier_uniform_(linear.weight)
    layers = []
    for linear in linears[:-1]:
        layers += [linear, nn.ReLU()] + ([nn.Dropout(p=0.3)] if drops_units else [])
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


def one_net(activation):
    return lambda: {'normal': three_layers(nn.init.normal_, activation)}


class RoundedTanh(torch.autograd.Function):
    """
    tanh to the nearest float32. PyTorch's is a digit off in one of twenty values near 1, where the slope,
    1 - y * y, is made of nothing but that digit.
    """

    @staticmethod
    def forward(context, x):
        y = torch.tanh(x.double()).float()
        context.save_for_backward(y)
        return y

    @staticmethod
    def backward(context, gradient):
        (y,) = context.saved_tensors
        return gradient * (1 - y * y)


class NearestTanh(nn.Module):
    def forward(self, x):
        return RoundedTanh.apply(x)


class Setup(NamedTuple):
    # The nets by name, in the order they are made.
    build: Callable
    # How many images give the batches to record.
    limit: int
    lr: float = 1e-3
    batch_size: int = 100
    optimizer: Callable = torch.optim.Adam
    # The same nets of functions that round better than PyTorch's, where there are such.
    rounded: Callable = None


EXPERIMENTS = {
    'mnist-nn': Setup(one_net(nn.ReLU), 10000),
    'mnist-nn-xavier': Setup(
        lambda: {
            'xavier': three_layers(nn.init.xavier_uniform_),
            'normal': three_layers(nn.init.normal_),
        },
        10000,
    ),
    'mnist-nn-dropout': Setup(dropout_nets, 10000),
    'mnist-batchnorm': Setup(batchnorm_nets, 3200, lr=0.01, batch_size=32),
}


def variant(optimizer=torch.optim.Adam, activation=nn.ReLU, rounded=None):
    """Ten steps of mnist-nn, another way."""
    return Setup(
        one_net(activation), 1000, optimizer=optimizer, rounded=rounded and one_net(rounded)
    )


# The settings of mnist-nn by Chainrule's names.
VARIANTS = [
    ({'optimizer': 'sgd'}, variant(torch.optim.SGD)),
    ({'optimizer': 'adamw'}, variant(torch.optim.AdamW)),
    ({'optimizer': 'rmsprop'}, variant(torch.optim.RMSprop)),
    ({'optimizer': 'adagrad'}, variant(torch.optim.Adagrad)),
    ({'activation': 'sigmoid'}, variant(activation=nn.Sigmoid)),
    ({'activation': 'tanh'}, variant(activation=nn.Tanh, rounded=NearestTanh)),
]
