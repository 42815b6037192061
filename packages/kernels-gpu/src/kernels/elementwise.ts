import {
  allocateArray,
  type ComputedPrimitive,
  type DType,
  type Operation,
  type ParamsOf,
  type Shape,
  type Storage,
  shapesEqual,
  Tensor,
} from '@chainrule/tensor';
import type { KernelInput, KernelSource } from '../compiler/source.ts';
import { kindOf } from '../kinds.ts';
import type { KernelInputValue, Launcher } from '../launcher.ts';
import { placeOf } from '../layout.ts';
import type { Argument, Memory } from '../runtime/runtime.ts';
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

/** A multiple of the elements that any texel holds. */
const ELEMENTS_OF_TEXELS = 4;

// From so many elements on it pays to compile longer for a faster kernel.
const LARGE = 2 ** 14;

/** One operation of an elementwise program. */
export interface ElementwiseStep<P extends ElementwisePrimitive = ElementwisePrimitive> {
  readonly primitive: P;
  readonly params: ParamsOf<P>;
  readonly operands: readonly StepOperand[];
  readonly dtype: DType;
}

/** Keeps a result within its dtype, as storing it on the CPU does. */
export function within(dtype: DType, expression: string): string {
  if (dtype === 'uint8') return `wrapByte(${expression})`;
  return dtype === 'bool' ? `choose((${expression}) != 0, 1, 0)` : expression;
}

/** An input of a kernel, and where its element for place `i` of the result is. */
interface Operand {
  readonly value: KernelInputValue;
  readonly dtype: DType;
  readonly place: string;
  /** The number, for one that was written in the code: it is handed over, and no memory is read. */
  readonly constant?: number;
}

function describeTensor(x: Tensor, shape: Shape): Operand {
  const operand = { value: x, dtype: x.dtype, place: placeOf(x, shape) };
  const { value } = x.storage;
  if (value === undefined) return operand;
  // As its dtype keeps it.
  const [constant] = Object.assign(allocateArray(x.dtype, 1), [value]);
  return { ...operand, constant: constant as number };
}

const isConstant = ({ constant }: Operand): boolean => constant !== undefined;

/** Runs steps on operands; numbers written in the code are uniforms. */
function launch(
  gpu: Launcher,
  steps: readonly ElementwiseStep[],
  operands: readonly Operand[],
  length: number,
): Memory {
  const values = operands.filter((operand) => !isConstant(operand)).map(({ value }) => value);
  const constants = operands.filter(isConstant).map(({ constant }) => constant as number);
  return gpu.run(sourceOf(steps, operands, length), values, length, constants);
}

function alignmentOf(
  value: KernelInputValue,
  place: string,
  length: number,
): Pick<KernelInput, 'aligned'> {
  if (place !== 'i' || value.offset % ELEMENTS_OF_TEXELS !== 0) return {};
  const kept = value instanceof Tensor ? value.storage.length : value.memory.length;
  return { aligned: value.offset === 0 && kept === length ? 'whole' : 'texels' };
}

function sourceOf(
  steps: readonly ElementwiseStep[],
  inputs: readonly Operand[],
  length: number,
): KernelSource {
  const lines = inputs.map((input, n) => {
    const argument = isConstant(input) ? '' : input.place;
    return `  const x${n} = a${n}(${argument});`;
  });
  const nameOf = (operand: StepOperand): string =>
    'input' in operand ? `x${operand.input}` : `v${operand.step}`;
  const dtypeOf = (operand: StepOperand): DType =>
    'input' in operand
      ? (inputs[operand.input] as Operand).dtype
      : (steps[operand.step] as ElementwiseStep).dtype;
  steps.forEach(({ primitive, params, operands, dtype }, n) => {
    const template = templates[primitive] as Template<ComputedPrimitive>;
    // The last operand: the first of `where` is its condition.
    const operand = dtypeOf(operands[operands.length - 1] as StepOperand);
    const formula = template(operands.map(nameOf), { operand, result: dtype }, params as never);
    lines.push(`  const v${n} = ${within(dtype, formula)};`);
  });
  const last = steps[steps.length - 1] as ElementwiseStep;
  const named = inputs.map((input, n) => ({ ...input, name: `a${n}`, kind: kindOf(input.dtype) }));
  return {
    inputs: named
      .filter((input) => !isConstant(input))
      .map(({ name, kind, place, value }) => ({
        name,
        kind,
        ...alignmentOf(value, place, length),
      })),
    uniforms: named
      .filter(isConstant)
      .map(({ name, kind }) => ({ name, type: kind === 'float' ? 'Number' : 'Integer' })),
    output: kindOf(last.dtype),
    isLarge: length >= LARGE,
    element: `function element(i) {\n${lines.join('\n')}\n  return v${steps.length - 1};\n}`,
  };
}

/**
 * Computes a chain of elementwise operations in one kernel: the last step is the result, of `shape`;
 * inputs broadcast to it.
 *
 * @example
 * ```js
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
  const operands = inputs.map((x) => describeTensor(x, shape));
  const read = operands.filter((operand) => !isConstant(operand)).length;
  if (read > gpu.maxInputs) return runStepByStep(gpu, steps, inputs, shape, length);
  return launch(gpu, steps, operands, length);
}

/** A kernel for each step, for programs of more inputs than one kernel can read. */
function runStepByStep(
  gpu: Launcher,
  steps: readonly ElementwiseStep[],
  inputs: readonly Tensor[],
  shape: Shape,
  length: number,
): Memory {
  const results: Argument[] = [];
  for (const step of steps) {
    const operands = step.operands.map((operand) =>
      'input' in operand
        ? describeTensor(inputs[operand.input] as Tensor, shape)
        : {
            value: results[operand.step] as Argument,
            dtype: (steps[operand.step] as ElementwiseStep).dtype,
            place: 'i',
          },
    );
    const alone = { ...step, operands: operands.map((_, input) => ({ input })) };
    const memory = launch(gpu, [alone], operands, length);
    results.push({ memory, offset: 0 });
  }
  return (results[results.length - 1] as Argument).memory;
}

/** Whether two tensors are the same elements, in the same order. */
function isSame(a: Tensor, b: Tensor): boolean {
  return (
    a.storage === b.storage &&
    a.offset === b.offset &&
    shapesEqual(a.shape, b.shape) &&
    shapesEqual(a.strides, b.strides)
  );
}

/**
 * Computes elementwise operations of one shape in one kernel: what an operation reads of the `out` of
 * one before it is that one's result. The last one's result is returned, the others are not kept.
 */
export function runOperations(gpu: Launcher, operations: readonly Operation[]): Memory {
  const inputs: Tensor[] = [];
  const made = new Map<Storage, number>();
  const steps = operations.map(({ primitive, inputs: operands, params, out }, number) => {
    const described = operands.map((operand): StepOperand => {
      const step = made.get(operand.storage);
      if (step !== undefined) return { step };
      const known = inputs.findIndex((input) => isSame(input, operand));
      return { input: known >= 0 ? known : inputs.push(operand) - 1 };
    });
    made.set(out.storage, number);
    return { primitive, params, operands: described, dtype: out.dtype } as ElementwiseStep;
  });
  return runElementwise(gpu, steps, inputs, (operations[0] as Operation).out.shape);
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
