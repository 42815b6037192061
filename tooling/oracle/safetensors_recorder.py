#!/usr/bin/python3
"""Writes the safetensors fixtures: a model with its predictions, and types Chainrule does not have."""

import json
from pathlib import Path

import numpy as np
import torch

import safetensors_file
from encoding import DTYPE_NAMES
from safetensors_model import build_model

HERE = Path(__file__).parent
MODEL = HERE / 'fixtures' / 'safetensors' / 'model.safetensors'
FOREIGN = HERE.parents[1] / 'packages' / 'serialize' / 'src' / 'fixtures'

FLOATS = [0.0, -0.0, 1.0, -2.5, 1 / 3, 65504.0, 6e-5, 6e-8, -6e-8, 1e-40, float('inf'), float('nan')]


def record_model():
    """A model, its input and its output, in one file."""
    torch.manual_seed(777)
    model = build_model()
    x = torch.randn(8, 2)
    model(x)
    model.eval()
    tensors = {**model.state_dict(), 'input': x, 'output': model(x)}
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    MODEL.write_bytes(safetensors_file.write(tensors, {'format': 'pt'}))


def shown(value):
    """A number as JavaScript spells it."""
    if value != value:
        return 'NaN'
    if value in (float('inf'), float('-inf')):
        return 'Infinity' if value > 0 else '-Infinity'
    return value


def record_foreign():
    """Types that Chainrule reads as others, and what PyTorch makes of their values."""
    tensors = {
        'F16': torch.tensor(FLOATS).half(),
        'BF16': torch.tensor(FLOATS).bfloat16(),
        'I8': torch.tensor([-128, 0, 127], dtype=torch.int8),
        'I16': torch.tensor([-32768, 0, 32767], dtype=torch.int16),
        'I64': torch.tensor([-(2**31), 0, 2**31 - 1]),
        'U16': np.array([0, 65535], np.uint16),
        'U32': np.array([0, 2**31 - 1], np.uint32),
        'U64': np.array([0, 2**31 - 1], np.uint64),
    }
    expected = {name: widened(tensor) for name, tensor in tensors.items()}
    FOREIGN.mkdir(parents=True, exist_ok=True)
    (FOREIGN / 'foreign.safetensors').write_bytes(safetensors_file.write(tensors))
    lines = [f'{json.dumps(name)}: {json.dumps(values)}' for name, values in expected.items()]
    (FOREIGN / 'foreign.json').write_text('{\n' + ',\n'.join(lines) + '\n}\n')


def widened(tensor):
    if isinstance(tensor, np.ndarray):
        return {'dtype': 'int32', 'data': tensor.tolist()}
    wide = tensor.to(torch.float32 if tensor.is_floating_point() else torch.int32)
    return {'dtype': DTYPE_NAMES[wide.dtype], 'data': [shown(value) for value in wide.tolist()]}


def main():
    record_model()
    record_foreign()


if __name__ == '__main__':
    main()
