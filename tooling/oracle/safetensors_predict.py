#!/usr/bin/python3
"""Reads a model and its input from a safetensors file, and writes them with PyTorch's prediction.

    /usr/bin/python3 tooling/oracle/safetensors_predict.py FROM TO
"""

import sys
from pathlib import Path

import torch

import safetensors_file
from safetensors_model import build_model


def main():
    source, target = sys.argv[1:]
    tensors, metadata = safetensors_file.read(Path(source).read_bytes())
    state = {name: tensor for name, tensor in tensors.items() if name != 'input'}
    model = build_model()
    model.load_state_dict(state)
    model.eval()
    written = {**tensors, 'output': model(tensors['input'])}
    Path(target).write_bytes(safetensors_file.write(written, metadata))


if __name__ == '__main__':
    main()
