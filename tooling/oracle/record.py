#!/usr/bin/python3
"""Writes every fixture anew: `/usr/bin/python3 tooling/oracle/record.py`, or `pnpm oracle`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SCRIPTS = [
    'ops.py',
    'primitives.py',
    'init.py',
    'optim.py',
    'schedulers.py',
    'modules.py',
    'layers.py',
    'training.py',
    'xor.py',
    'promotion.py',
    'special_functions.py',
    'printing.py',
    'random_streams.py',
    'safetensors_recorder.py',
    'data_loader.py',
]


def main():
    for script in SCRIPTS:
        print(f'{script}:', flush=True)
        subprocess.run([sys.executable, HERE / script], check=True)


if __name__ == '__main__':
    main()
