"""Numbers as Python writes them, which PyTorch's printing is made of."""

import hashlib
import math
import struct

from printing_random import magnitudes


def splitmix64(state):
    """The stream of 64-bit integers from which both sides draw the same numbers."""
    mask = 2**64 - 1
    while True:
        state = (state + 0x9E3779B97F4A7C15) & mask
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
        yield mixed ^ (mixed >> 31)


NUMBER_KINDS = {
    "float64": lambda bits: struct.unpack("<d", struct.pack("<Q", bits))[0],
    "float32": lambda bits: struct.unpack("<f", struct.pack("<I", bits & 0xFFFFFFFF))[0],
    # Dyadic fractions in everyday ranges: where ties are common.
    "dyadic": lambda bits: (bits & 0xFFFFFF) / 2 ** (bits >> 59),
}


def number_line(value, precision):
    return f"{value:.{precision}f} {value:.{precision}e} {value!r}"


def number_digests(chunks=10, chunk=500):
    digests = []
    for kind, draw in NUMBER_KINDS.items():
        for seed in range(chunks):
            stream = splitmix64(seed)
            lines = (number_line(draw(next(stream)), index % 8) for index in range(chunk))
            digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
            digests.append({"kind": kind, "seed": seed, "count": chunk, "sha256": digest})
    return digests


SAMPLES = """
0 -0 1 -1 0.5 1.5 2.5 0.1 0.7174476385116577 1e-4 9.999999999999999e-05 1e-5 1e15 1e16
9999999999999998 123456789012345680 1e21 1e22 1e23 5e-324 2.2250738585072014e-308
1.7976931348623157e308 inf -inf nan 0.125 0.375 1.00005 9.99995 99.99995 0.00005 1e100
"""


def number_samples():
    values = [float(text) for text in SAMPLES.split()]
    values += magnitudes(60, -20, 20)
    values += [struct.unpack("f", struct.pack("f", value))[0] for value in magnitudes(60, -6, 6)]
    return [number_sample(value, precision) for value in values for precision in [0, 4]]


def number_sample(value, precision):
    fixed, scientific, text = number_line(value, precision).split(" ")
    return {
        "value": value if math.isfinite(value) else text,
        "precision": precision,
        "fixed": fixed,
        "scientific": scientific,
        "repr": text,
    }
