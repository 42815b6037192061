"""Random elements, the same in every run."""

import random

chance = random.Random(777)


def normal(count, scale=1.0):
    return [chance.gauss(0, scale) for _ in range(count)]


def magnitudes(count, low, high):
    return [chance.choice([-1, 1]) * 10 ** chance.uniform(low, high) for _ in range(count)]
