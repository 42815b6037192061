#!/usr/bin/python3
"""Writes fixtures/training.json: losses of a net with every source of chance in it, from one seed."""

from pathlib import Path

import torch
from torch import nn

from encoding import compact

STEPS = 100
OPTIMIZERS = {
    'SGD': lambda parameters: torch.optim.SGD(parameters, lr=0.1, momentum=0.9),
    'Adam': lambda parameters: torch.optim.Adam(parameters, lr=0.001),
    'AdamW': lambda parameters: torch.optim.AdamW(parameters, lr=0.001),
    'RMSprop': lambda parameters: torch.optim.RMSprop(parameters, lr=0.001),
    'Adagrad': lambda parameters: torch.optim.Adagrad(parameters, lr=0.01),
}


def build():
    return nn.Sequential(
        nn.Linear(20, 64),
        nn.BatchNorm1d(64),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.Linear(64, 64),
        nn.LayerNorm(64),
        nn.ReLU(),
        nn.Dropout(0.3),
        nn.Linear(64, 10),
    )


def draw_weights(layer):
    if isinstance(layer, nn.Linear):
        nn.init.xavier_uniform_(layer.weight)


def train(make_optimizer):
    torch.manual_seed(777)
    model = build()
    model.apply(draw_weights)
    optimizer, criterion = make_optimizer(model.parameters()), nn.CrossEntropyLoss()
    for _ in range(STEPS):
        x, y = torch.randn(32, 20), torch.randint(10, (32,))
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        yield loss.item()


def main():
    torch.set_num_threads(1)
    path = Path(__file__).parent / 'fixtures' / 'training.json'
    losses = {name: list(train(make_optimizer)) for name, make_optimizer in OPTIMIZERS.items()}
    rows = ',\n'.join(f'"{name}":{compact(values)}' for name, values in losses.items())
    path.write_text(f'{{"losses":{{\n{rows}\n}}}}\n')
    print(f'{len(losses):5} runs  {path.stat().st_size:8} bytes  {path.name}')


if __name__ == '__main__':
    main()
