"""Writes src/testing/batch-norm.json: PyTorch's batch norm of a matrix, and its gradients."""

import json
import pathlib

import torch

ROWS = 25
CHANNELS = 11
EPSILON = 1e-5


def main():
    torch.set_num_threads(1)
    torch.manual_seed(0)
    x = (3 * torch.randn(ROWS, CHANNELS) + 5).requires_grad_()
    weight = (torch.rand(CHANNELS) + 0.5).requires_grad_()
    bias = torch.randn(CHANNELS, requires_grad=True)
    gradient = torch.randn(ROWS, CHANNELS)
    result = torch.nn.functional.batch_norm(x, None, None, weight, bias, True, eps=EPSILON)
    result.backward(gradient)
    tensors = {
        "x": x,
        "weight": weight,
        "bias": bias,
        "gradient": gradient,
        "result": result,
        "xGradient": x.grad,
        "weightGradient": weight.grad,
        "biasGradient": bias.grad,
    }
    fixture = {
        "torch": torch.__version__,
        "rows": ROWS,
        "channels": CHANNELS,
        "epsilon": EPSILON,
        **{name: tensor.detach().flatten().tolist() for name, tensor in tensors.items()},
    }
    target = pathlib.Path(__file__).parent.parent / "src/testing/batch-norm.json"
    target.write_text(json.dumps(fixture, indent=1) + "\n")


main()
