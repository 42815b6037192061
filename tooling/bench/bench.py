"""Times PyTorch: reads one piece of work a line, as JSON, and answers with its best seconds."""

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


def best_seconds(run):
    calls = 1
    while seconds_of(run, calls) < SHORTEST:
        calls *= 2
    best = float('inf')
    end = time.perf_counter() + BUDGET
    while time.perf_counter() < end:
        best = min(best, seconds_of(run, calls) / calls)
    return best


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


WORK = {'gemm': gemm, 'map': map, 'optimizer': optimizer}


def main():
    torch.set_num_threads(1)
    print(torch.__version__, flush=True)
    for line in sys.stdin:
        work = json.loads(line)
        run = WORK[work.pop('kind')](**work)
        print(best_seconds(run), flush=True)


main()
