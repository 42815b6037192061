"""How values, names and dtypes cross from PyTorch into the JSON fixtures."""

import json
import math
import re

import numpy as np
import torch

# PyTorch counts and indexes with int64; Chainrule does with int32, so fixtures call int64 int32.
DTYPES = {
    'float32': torch.float32,
    'float64': torch.float64,
    'int32': torch.int64,
    'uint8': torch.uint8,
    'bool': torch.bool,
}
DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()} | {torch.int32: 'int32'}


def snake_case(name):
    return re.sub('[A-Z]', lambda match: '_' + match.group().lower(), name)


def camel_case(name):
    """snake_case to camelCase, keeping the underscore that marks an in-place function."""
    return re.sub('(?<=.)_([a-z0-9])', lambda match: match.group(1).upper(), name)


def encode_number(value):
    """A JSON number, or a string for what JSON cannot write."""
    if isinstance(value, float) and math.isnan(value):
        return 'NaN'
    if isinstance(value, float) and math.isinf(value):
        return 'Infinity' if value > 0 else '-Infinity'
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return -0.0 if value == 0 and math.copysign(1, value) < 0 else int(value)
    return value


def flat_values(tensor):
    """The elements in row-major order, float32 with the fewest digits that read back the same."""
    flat = tensor.detach().cpu().reshape(-1)
    if tensor.dtype == torch.float32:
        return [encode_number(float(str(value))) for value in flat.numpy().astype(np.float32)]
    if tensor.dtype == torch.bool:
        return [int(value) for value in flat.tolist()]
    return [encode_number(value) for value in flat.tolist()]


def encode_tensor(tensor):
    return {
        'dtype': DTYPE_NAMES[tensor.dtype],
        'shape': list(tensor.shape),
        'data': flat_values(tensor),
    }


def compact(value):
    return json.dumps(value, separators=(',', ':'), allow_nan=False)


def write_cases(path, cases):
    """One case a line, so that a changed case is a changed line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ',\n'.join(compact(case) for case in cases)
    path.write_text('{"cases":[\n' + lines + '\n]}\n')
