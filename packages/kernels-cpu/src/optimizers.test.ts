import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Kernels } from './instance.ts';
import { builds } from './testing/builds.ts';

interface Variant {
  readonly name: 'SGD' | 'Adam' | 'AdamW';
  readonly options: {
    readonly lr?: number;
    readonly momentum?: number;
    readonly dampening?: number;
    readonly nesterov?: boolean;
    readonly betas?: readonly [number, number];
    readonly eps?: number;
    readonly weight_decay?: number;
    readonly maximize?: boolean;
  };
  readonly parameter: readonly number[];
}

interface Fixture {
  readonly start: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly results: readonly Variant[];
}

/** Written by oracle/optimizers.py. */
const fixture = JSON.parse(
  readFileSync(new URL('./testing/optimizers.json', import.meta.url), 'utf8'),
) as Fixture;

/** The parameters after every gradient of the fixture. */
function train({ arena, functions }: Kernels, { name, options }: Variant): Float32Array {
  const count = fixture.start.length;
  const mark = arena.mark();
  const [parameter, gradient, first, second] = [0, 1, 2, 3].map(() => arena.allocate(4 * count));
  arena.float32(parameter!, count).set(fixture.start);
  // SGD must not read its velocity before the first step has set it; Adam's averages start at 0.
  arena.float32(first!, count).fill(name === 'SGD' ? NaN : 0);
  arena.float32(second!, count).fill(0);
  const { weight_decay, maximize = false } = options;

  fixture.gradients.forEach((values, index) => {
    arena.float32(gradient!, count).set(values);
    const step = index + 1;
    if (name === 'SGD') {
      const { lr = 1e-3, momentum = 0, dampening = 0, nesterov = false } = options;
      const rates = [lr, momentum, dampening, weight_decay ?? 0] as const;
      functions.sgd(parameter!, gradient!, first!, count, step, ...rates, nesterov, maximize);
      return;
    }
    const decoupled = name === 'AdamW';
    const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8 } = options;
    const rates = [lr, ...betas, eps, weight_decay ?? (decoupled ? 0.01 : 0)] as const;
    functions.adam(
      parameter!,
      gradient!,
      first!,
      second!,
      count,
      step,
      ...rates,
      decoupled,
      maximize,
    );
  });

  const result = Float32Array.from(arena.float32(parameter!, count));
  arena.release(mark);
  return result;
}

describe.each(builds)('optimizers, $build', (kernels) => {
  it.each(fixture.results)("gives PyTorch's bits: $name $options", (variant) => {
    expect([...train(kernels, variant)]).toEqual(variant.parameter);
  });
});
