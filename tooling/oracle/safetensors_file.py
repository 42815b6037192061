"""Safetensors files, read and written by the format's published description alone.

https://huggingface.co/docs/safetensors/index#format: 8 bytes of little-endian length, a JSON header
of that length, then the tensors' bytes, without holes.
"""

import json
import math
import struct

import numpy as np
import torch

# Little-endian on every machine. NumPy has no bfloat16, so its bits travel as int16.
NUMPY_TYPES = {
    'F64': '<f8',
    'F32': '<f4',
    'F16': '<f2',
    'BF16': '<i2',
    'I64': '<i8',
    'I32': '<i4',
    'I16': '<i2',
    'I8': 'i1',
    'U64': '<u8',
    'U32': '<u4',
    'U16': '<u2',
    'U8': 'u1',
    'BOOL': '?',
}
NAMES = {np.dtype(code): name for name, code in NUMPY_TYPES.items() if name != 'BF16'}


class FormatError(ValueError):
    """Bytes that are no safetensors file."""


def require(condition, message):
    if not condition:
        raise FormatError(message)


def unique_pairs(pairs):
    require(len(dict(pairs)) == len(pairs), 'a key comes twice')
    return dict(pairs)


def read(data):
    """The tensors of a file by name, as PyTorch holds them, and its metadata."""
    require(len(data) >= 8, 'no length')
    (length,) = struct.unpack('<Q', data[:8])
    require(length <= 100_000_000 and 8 + length <= len(data), f'a header of {length} bytes')
    text = data[8 : 8 + length]
    require(text[:1] == b'{', 'the header does not begin with {')
    try:
        header = json.loads(text.decode('utf-8'), object_pairs_hook=unique_pairs)
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise FormatError(str(error)) from error
    metadata = header.pop('__metadata__', {})
    body = data[8 + length :]
    filled = 0
    tensors = {}
    for name, entry in sorted(header.items(), key=lambda item: item[1]['data_offsets']):
        begin, end = entry['data_offsets']
        require(begin == filled, f'{name} begins at {begin}, not {filled}')
        tensors[name] = decode(entry['dtype'], entry['shape'], body[begin:end])
        filled = end
    require(filled == len(body), f'{len(body) - filled} bytes too many')
    return tensors, metadata


def decode(dtype, shape, body):
    code = np.dtype(NUMPY_TYPES[dtype])
    require(len(body) == math.prod(shape) * code.itemsize, f'{shape} in {len(body)} bytes')
    array = np.frombuffer(body, code).reshape(shape).copy()
    tensor = torch.from_numpy(array)
    return tensor.view(torch.bfloat16) if dtype == 'BF16' else tensor


def write(tensors, metadata=None):
    """The bytes of a file; tensors are PyTorch's, or NumPy arrays for types PyTorch lacks."""
    header = {'__metadata__': metadata} if metadata else {}
    body = b''
    for name, tensor in tensors.items():
        dtype, array = encode(tensor)
        begin, body = len(body), body + array.tobytes()
        header[name] = {
            'dtype': dtype,
            'shape': list(array.shape),
            'data_offsets': [begin, len(body)],
        }
    text = json.dumps(header, separators=(',', ':')).encode('utf-8')
    text += b' ' * (-len(text) % 8)
    return struct.pack('<Q', len(text)) + text + body


def encode(tensor):
    if isinstance(tensor, np.ndarray):
        return NAMES[tensor.dtype], tensor
    if tensor.dtype == torch.bfloat16:
        return 'BF16', tensor.detach().contiguous().view(torch.int16).numpy()
    array = tensor.detach().contiguous().numpy()
    return NAMES[array.dtype], array
