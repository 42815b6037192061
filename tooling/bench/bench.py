"""Times PyTorch: reads one piece of work a line, as JSON, and answers with its seconds, first and best."""

import json
import sys
import time

import torch

SHORTEST = 1e-3
BUDGET = 0.5


def seconds_of(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - start


def times_of(run):
    first = seconds_of(run, 1)
    calls = 1
    taken = seconds_of(run, calls)
    while taken < SHORTEST:
        calls *= 2
        taken = seconds_of(run, calls)
    best = min(first, taken / calls)
    end = time.perf_counter() + BUDGET
    while True:
        best = min(best, seconds_of(run, calls) / calls)
        if time.perf_counter() >= end:
            return {'first': first, 'best': best}


def gemm(transposeA, transposeB, m, n, k):
    a = torch.randn(k, m).t() if transposeA else torch.randn(m, k)
    b = torch.randn(n, k).t() if transposeB else torch.randn(k, n)
    out = torch.empty(m, n)
    return lambda: torch.mm(a, b, out=out)


def map(name, count):
    source = torch.rand(count) * 8
    out = torch.empty(count)
    function = getattr(torch, name)
    return lambda: function(source, out=out)


def optimizer(name, count, momentum=0):
    parameter = torch.nn.Parameter(torch.randn(count))
    parameter.grad = torch.randn(count)
    options = {'lr': 1e-3} | ({'momentum': momentum} if momentum else {})
    return getattr(torch.optim, name)([parameter], **options).step


def build(widths, activation, batchnorm=False, dropout=0):
    layers = []
    for i, pair in enumerate(zip(widths, widths[1:])):
        layers.append(torch.nn.Linear(*pair))
        if i == len(widths) - 2:
            break
        if batchnorm:
            layers.append(torch.nn.BatchNorm1d(pair[1]))
        layers.append(getattr(torch.nn, activation)())
        if dropout:
            layers.append(torch.nn.Dropout(dropout))
    return layers


def xor(widths, steps):
    x = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = torch.tensor([[0.0], [1.0], [1.0], [0.0]])

    def run():
        torch.manual_seed(777)
        model = torch.nn.Sequential(*build(widths, 'Sigmoid'), torch.nn.Sigmoid())
        criterion = torch.nn.BCELoss()
        optimizer = torch.optim.SGD(model.parameters(), lr=1)
        for _ in range(steps):
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()

    return run


def mnist(widths, batch, count, batchnorm=False, dropout=0):
    """An epoch of Adam on images in memory."""
    model = torch.nn.Sequential(*build(widths, 'ReLU', batchnorm, dropout))
    criterion = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    images, labels = torch.rand(count, widths[0]), torch.randint(10, (count,))

    def run():
        for start in range(0, count, batch):
            x, y = images[start:start + batch], labels[start:start + batch]
            optimizer.zero_grad()
            criterion(model(x), y).backward()
            optimizer.step()

    return run


def loader(count, batch):
    images = torch.zeros(count, 1, 28, 28, dtype=torch.uint8)
    labels = torch.zeros(count, dtype=torch.long)

    class Digits(torch.utils.data.Dataset):
        def __len__(self):
            return count

        def __getitem__(self, index):
            return images[index].float().div(255), labels[index]

    batches = torch.utils.data.DataLoader(Digits(), batch_size=batch, shuffle=True)
    return lambda: [None for _ in batches]


WORK = {
    'gemm': gemm,
    'loader': loader,
    'map': map,
    'mnist': mnist,
    'optimizer': optimizer,
    'xor': xor,
}


def main():
    torch.set_num_threads(1)
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        work = json.loads(line)
        run = WORK[work.pop('kind')](**work)
        print(json.dumps(times_of(run)), flush=True)


main()
