"""The model that goes from PyTorch to Chainrule and back; `src/safetensors.test.ts` builds the same."""

from torch import nn


def build_model():
    return nn.Sequential(
        nn.Linear(2, 10), nn.BatchNorm1d(10), nn.Sigmoid(), nn.Linear(10, 1), nn.Sigmoid()
    )
