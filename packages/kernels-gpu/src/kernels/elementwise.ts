import type { ComputedPrimitive, DType, ParamsOf, Shape, Tensor } from '@chainrule/tensor';
import type { KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import type { Launcher } from '../launcher.ts';
import { placeOf } from '../layout.ts';
import type { Memory } from '../runtime/runtime.ts';
import { backwardTemplates } from './backward.ts';
import { binaryTemplates } from './binary.ts';
import type { GpuKernel } from './kernel.ts';
import type { Template } from './template.ts';
import { ternaryTemplates } from './ternary.ts';
import { unaryTemplates } from './unary.ts';

const templates = {
  ...unaryTemplates,
  ...binaryTemplates,
  ...ternaryTemplates,
  ...backwardTemplates,
};

/** The primitives whose result at a place depends on the inputs at that place only. */
export type ElementwisePrimitive = keyof typeof templates;

/** Where an operand comes from: an input, or an earlier step. */
export type StepOperand = { readonly input: number } | { readonly step: number };

/** One operation of an elementwise program. */
export interface ElementwiseStep<P extends ElementwisePrimitive = ElementwisePrimitive> {
  readonly primitive: P;
  readonly params: ParamsOf<P>;
  readonly operands: readonly StepOperand[];
  readonly dtype: DType;
}

/** Keeps a result within its dtype, as storing it on the CPU does. */
function within(dtype: DType, expression: string): string {
  if (dtype === 'uint8') return `wrapByte(${expression})`;
  return dtype === 'bool' ? `choose((${expression}) != 0, 1, 0)` : expression;
}

function sourceOf(
  steps: readonly ElementwiseStep[],
  inputs: readonly Tensor[],
  shape: Shape,
): KernelSource {
  const lines = inputs.map((input, n) => `  const x${n} = a${n}(${placeOf(input, shape)});`);
  const nameOf = (operand: StepOperand): string =>
    'input' in operand ? `x${operand.input}` : `v${operand.step}`;
  const dtypeOf = (operand: StepOperand): DType =>
    'input' in operand
      ? (inputs[operand.input] as Tensor).dtype
      : (steps[operand.step] as ElementwiseStep).dtype;
  steps.forEach(({ primitive, params, operands, dtype }, n) => {
    const template = templates[primitive] as Template<ComputedPrimitive>;
    // The last operand: the first of `where` is its condition.
    const operand = dtypeOf(operands[operands.length - 1] as StepOperand);
    const formula = template(operands.map(nameOf), { operand, result: dtype }, params as never);
    lines.push(`  const v${n} = ${within(dtype, formula)};`);
  });
  const last = steps[steps.length - 1] as ElementwiseStep;
  return {
    inputs: inputs.map(({ dtype }, n) => ({ name: `a${n}`, kind: kindOf(dtype) })),
    output: kindOf(last.dtype),
    element: `function element(i) {\n${lines.join('\n')}\n  return v${steps.length - 1};\n}`,
  };
}

/**
 * Computes a chain of elementwise operations in one kernel: the last step is the result, of `shape`;
 * inputs broadcast to it.
 *
 * @example
 * ```ts
 * // relu(a * b)
 * runElementwise(gpu, [
 *   { primitive: 'mul', params: {}, operands: [{ input: 0 }, { input: 1 }], dtype: 'float32' },
 *   { primitive: 'relu', params: {}, operands: [{ step: 0 }], dtype: 'float32' },
 * ], [a, b], [2, 3]);
 * ```
 */
export function runElementwise(
  gpu: Launcher,
  steps: readonly ElementwiseStep[],
  inputs: readonly Tensor[],
  shape: Shape,
): Memory {
  const length = shape.reduce((product, size) => product * size, 1);
  return gpu.run(sourceOf(steps, inputs, shape), inputs, length);
}

function kernelOf<P extends ElementwisePrimitive>(primitive: P): GpuKernel<P> {
  return (gpu, inputs, params, out) => {
    const operands = inputs.map((_, input) => ({ input }));
    const step = { primitive, params, operands, dtype: out.dtype };
    return runElementwise(gpu, [step as ElementwiseStep], inputs, out.shape);
  };
}

/** The kernel of every elementwise primitive: a program of one step. */
export const elementwiseKernels = Object.fromEntries(
  Object.keys(templates).map((primitive) => [
    primitive,
    kernelOf(primitive as ElementwisePrimitive),
  ]),
) as { readonly [P in ElementwisePrimitive]: GpuKernel<P> };
