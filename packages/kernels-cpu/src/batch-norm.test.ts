import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Kernels } from './instance.ts';
import { builds } from './testing/builds.ts';
import { randomValues } from './testing/random.ts';
import { float32At, scoped } from './testing/resident.ts';

interface Case {
  readonly rows: number;
  readonly channels: number;
  readonly epsilon: number;
  readonly x: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  readonly gradient: ArrayLike<number>;
}

interface Results {
  readonly result: ArrayLike<number>;
  readonly xGradient: ArrayLike<number>;
  readonly weightGradient: ArrayLike<number>;
  readonly biasGradient: ArrayLike<number>;
}

/** Written by oracle/batch_norm.py. */
const fixture = JSON.parse(
  readFileSync(new URL('./testing/batch-norm.json', import.meta.url), 'utf8'),
) as Case & Results;

function run(kernels: Kernels, { rows, channels, epsilon, ...data }: Case): Results {
  const { arena, functions } = kernels;
  return scoped(kernels, () => {
    const x = float32At(kernels, data.x);
    const weight = float32At(kernels, data.weight);
    const bias = float32At(kernels, data.bias);
    const gradient = float32At(kernels, data.gradient);
    const [mean, variance, weightGradient, biasGradient] = [0, 1, 2, 3].map(() =>
      arena.allocate(4 * channels),
    ) as [number, number, number, number];
    const [result, xGradient] = [0, 1].map(() => arena.allocate(4 * rows * channels)) as [
      number,
      number,
    ];
    functions.batchNormMoments(rows, channels, x, mean, variance);
    functions.batchNorm(rows, channels, x, mean, variance, epsilon, weight, bias, result);
    functions.batchNormBackward(
      rows,
      channels,
      gradient,
      x,
      mean,
      variance,
      epsilon,
      weight,
      xGradient,
      weightGradient,
      biasGradient,
    );
    return {
      result: arena.float32(result, rows * channels).slice(),
      xGradient: arena.float32(xGradient, rows * channels).slice(),
      weightGradient: arena.float32(weightGradient, channels).slice(),
      biasGradient: arena.float32(biasGradient, channels).slice(),
    };
  });
}

/** By the definition, in float64. */
function reference({ rows, channels, epsilon, x, weight, bias, gradient }: Case): Results {
  const result = new Float64Array(rows * channels);
  const xGradient = new Float64Array(rows * channels);
  const weightGradient = new Float64Array(channels);
  const biasGradient = new Float64Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    const places = Array.from({ length: rows }, (_, row) => row * channels + channel);
    const mean = (of: (place: number) => number): number =>
      places.reduce((total, place) => total + of(place), 0) / rows;
    const center = mean((place) => x[place]!);
    const deviation = Math.sqrt(mean((place) => (x[place]! - center) ** 2) + epsilon);
    const normalized = (place: number): number => (x[place]! - center) / deviation;
    const meanGradient = mean((place) => gradient[place]!);
    const slope = mean((place) => gradient[place]! * normalized(place));
    biasGradient[channel] = rows * meanGradient;
    weightGradient[channel] = rows * slope;
    for (const place of places) {
      result[place] = normalized(place) * weight[channel]! + bias[channel]!;
      const rest = gradient[place]! - meanGradient - normalized(place) * slope;
      xGradient[place] = (rest * weight[channel]!) / deviation;
    }
  }
  return { result, xGradient, weightGradient, biasGradient };
}

function expectClose(actual: Results, exact: Results, tolerance: number): void {
  for (const name of Object.keys(actual) as (keyof Results)[]) {
    const distances = Array.from(actual[name], (value, i) => Math.abs(value - exact[name][i]!));
    expect(Math.max(0, ...distances), name).toBeLessThan(tolerance);
  }
}

describe.each(builds)('batch norm, $build', (kernels) => {
  it("agrees with PyTorch's to the last digits", () => {
    expectClose(run(kernels, fixture), fixture, 4e-6);
  });

  it.each([1, 2, 3, 4, 5, 8, 13, 32])('follows the definition for %i channels', (channels) => {
    for (const rows of [2, 3, 17, 100]) {
      const asked: Case = {
        rows,
        channels,
        epsilon: 1e-3,
        x: randomValues(rows * channels, 1),
        weight: randomValues(channels, 2),
        bias: randomValues(channels, 3),
        gradient: randomValues(rows * channels, 4),
      };
      expectClose(run(kernels, asked), reference(asked), 2e-6 * Math.sqrt(rows));
    }
  });
});
