import { AutogradError, isFloatingPoint, randn, type Tensor, tensor } from '@chainrule/tensor';
import { grad } from './grad.ts';
import { enableGrad, noGrad } from './mode.ts';

/** Options of {@link gradcheck}. */
export interface GradcheckOptions {
  /** Half the distance between the two points of a finite difference. Default 1e-6. */
  readonly eps?: number;
  /** Absolute tolerance. Default 1e-5. */
  readonly atol?: number;
  /** Relative tolerance. Default 1e-3. */
  readonly rtol?: number;
  /** Return false instead of throwing. Default true: throw. */
  readonly raiseException?: boolean;
}

type Differentiable = (...inputs: Tensor[]) => Tensor | readonly Tensor[];

function outputsOf(fn: Differentiable, inputs: readonly Tensor[]): Tensor[] {
  return ([fn(...inputs)].flat() as Tensor[]).filter(({ dtype }) => isFloatingPoint(dtype));
}

/** Slopes of every output element (rows) by every element of one input (columns). */
type Jacobian = readonly Float64Array[];

function numericalJacobian(
  fn: Differentiable,
  inputs: readonly Tensor[],
  which: number,
  eps: number,
): Jacobian[] {
  const input = inputs[which] as Tensor;
  const values = Float64Array.from(input.dataSync());
  const evaluate = (changed: Float64Array): Float64Array[] => {
    const moved = tensor(changed, { dtype: input.dtype }).view(input.shape);
    const replaced = inputs.map((each, position) => (position === which ? moved : each.detach()));
    return noGrad(() =>
      outputsOf(fn, replaced).map((output) => Float64Array.from(output.dataSync())),
    );
  };
  const columns = Array.from(values, (value, element) => {
    const [up, down] = [values.slice(), values.slice()];
    up[element] = value + eps;
    down[element] = value - eps;
    const [above, below] = [evaluate(up), evaluate(down)];
    return above.map((output, position) =>
      output.map(
        (high, place) => (high - ((below[position] as Float64Array)[place] as number)) / (2 * eps),
      ),
    );
  });
  const counts = outputsOf(fn, inputs).map((output) => output.numel());
  return counts.map((count, position) =>
    Array.from({ length: count }, (_, row) =>
      Float64Array.from(columns, (column) => (column[position] as Float64Array)[row] as number),
    ),
  );
}

function analyticalJacobian(outputs: readonly Tensor[], input: Tensor): Jacobian[] {
  return outputs.map((output) =>
    Array.from({ length: output.numel() }, (_, row) => {
      if (!output.requiresGrad) return new Float64Array(input.numel());
      const selector = new Float64Array(output.numel());
      selector[row] = 1;
      const start = tensor(selector, { dtype: output.dtype }).view(output.shape);
      const [slope] = grad(output, [input], {
        gradOutputs: [start],
        retainGraph: true,
        allowUnused: true,
      });
      return slope == null ? new Float64Array(input.numel()) : Float64Array.from(slope.dataSync());
    }),
  );
}

/** The first pair of slopes that differ, in words, or `null`. */
function firstDifference(
  analytical: readonly Jacobian[],
  numerical: readonly Jacobian[],
  { atol = 1e-5, rtol = 1e-3 }: GradcheckOptions,
): string | null {
  for (const [output, rows] of numerical.entries()) {
    for (const [row, columns] of rows.entries()) {
      for (const [column, expected] of columns.entries()) {
        const found = analytical[output]?.[row]?.[column] as number;
        // Written so that NaN differs from everything.
        if (Math.abs(found - expected) <= atol + rtol * Math.abs(expected)) continue;
        return (
          `the slope of element ${row} of output ${output} by element ${column} is ${found} by the ` +
          `gradient rules and ${expected} by finite differences`
        );
      }
    }
  }
  return null;
}

/**
 * Compares gradients with finite differences, `(f(x + eps) - f(x - eps)) / (2 eps)`, for every
 * element of every input that requires grad. Use float64 inputs.
 *
 * @example
 * ```ts
 * const x = randn(2, 3, { dtype: 'float64', requiresGrad: true });
 * gradcheck((x) => x.sigmoid(), [x]); // true
 * ```
 * @throws {AutogradError} naming the first element that differs, unless `raiseException` is false;
 * and when no input requires grad.
 * @see https://pytorch.org/docs/stable/generated/torch.autograd.gradcheck.html
 */
export function gradcheck(
  fn: Differentiable,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): boolean {
  const { eps = 1e-6, raiseException = true } = options;
  const checked = inputs
    .map((input, which) => ({ input, which }))
    .filter(({ input }) => input.requiresGrad);
  if (checked.length === 0) {
    throw new AutogradError('gradcheck takes at least one input with { requiresGrad: true }');
  }
  for (const { input, which } of checked) {
    const analytical = analyticalJacobian(outputsOf(fn, inputs), input);
    const numerical = numericalJacobian(fn, inputs, which, eps);
    const difference = firstDifference(analytical, numerical, options);
    if (difference === null) continue;
    if (!raiseException) return false;
    throw new AutogradError(`gradcheck of input ${which} failed: ${difference}`);
  }
  return true;
}

/**
 * As {@link gradcheck}, for the gradient itself: second derivatives against finite differences of
 * first ones.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.autograd.gradgradcheck.html
 */
export function gradgradcheck(
  fn: Differentiable,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): boolean {
  const outputs = outputsOf(fn, inputs).filter((output) => output.requiresGrad);
  const starts = outputs.map(({ shape, dtype }) =>
    randn([...shape], { dtype, requiresGrad: true }),
  );
  const gradientOf = (...all: Tensor[]): Tensor[] => {
    const given = all.slice(0, inputs.length);
    const gradOutputs = all.slice(inputs.length);
    const differentiated = given.map((input, position) =>
      inputs[position]?.requiresGrad && !input.requiresGrad
        ? input.detach().requiresGrad_()
        : input,
    );
    const targets = differentiated.filter((_, position) => inputs[position]?.requiresGrad);
    const results = outputsOf(fn, differentiated).filter((output) => output.requiresGrad);
    const found = grad(results, targets, { gradOutputs, createGraph: true, allowUnused: true });
    return found.map((slope, position) => slope ?? (targets[position] as Tensor).mul(0));
  };
  // A finite difference is taken without recording, yet the first derivative in it is recorded.
  const recorded = (...all: Tensor[]): Tensor[] => enableGrad(() => gradientOf(...all));
  return gradcheck(recorded, [...inputs, ...starts], options);
}
