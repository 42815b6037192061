"""Writes src/testing/optimizers.json: what PyTorch's optimizers make of random gradients."""

import json
import pathlib

import torch

COUNT = 21
STEPS = 6

VARIANTS = [
    ("SGD", {"lr": 0.1}),
    ("SGD", {"lr": 0.03, "weight_decay": 0.01, "maximize": True}),
    ("SGD", {"lr": 0.1, "momentum": 0.9}),
    ("SGD", {"lr": 0.1, "momentum": 0.9, "dampening": 0.3, "weight_decay": 0.05}),
    ("SGD", {"lr": 0.07, "momentum": 0.8, "nesterov": True, "weight_decay": 0.001}),
    ("Adam", {}),
    ("Adam", {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1}),
    ("Adam", {"lr": 0.02, "maximize": True}),
    ("AdamW", {"lr": 0.01}),
    ("AdamW", {"lr": 0.05, "betas": (0.7, 0.9), "weight_decay": 0.2}),
]


def run(name, options, start, gradients):
    parameter = torch.nn.Parameter(start.clone())
    optimizer = getattr(torch.optim, name)([parameter], foreach=False, **options)
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
    return parameter.detach()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    start = torch.randn(COUNT)
    gradients = [torch.randn(COUNT) for _ in range(STEPS)]
    results = [
        {"name": name, "options": options, "parameter": run(name, options, start, gradients).tolist()}
        for name, options in VARIANTS
    ]
    fixture = {
        "torch": torch.__version__,
        "start": start.tolist(),
        "gradients": [gradient.tolist() for gradient in gradients],
        "results": results,
    }
    target = pathlib.Path(__file__).parent.parent / "src/testing/optimizers.json"
    target.write_text(json.dumps(fixture, indent=1) + "\n")


main()
