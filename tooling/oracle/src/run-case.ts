import {
  buildLeaf,
  buildView,
  callMethod,
  callNamed,
  decodeArgument,
  decodeRecord,
} from './build.ts';
import { checkGradient, checkOutput, checkSecond } from './check.ts';
import { type EncodedStep, type FixtureCase, stepsOf } from './fixture.ts';
import { isTensor, type TensorLike, type Torch, type WeightedTensor } from './torch.ts';
import { weightsFor } from './weights.ts';

/**
 * Runs a case on `torch` and compares outputs, gradients and second gradients with PyTorch's.
 *
 * @throws {Error} that names the case and the first difference.
 */
export function runCase(torch: Torch, fixture: FixtureCase): void {
  if (fixture.throws) {
    expectThrow(torch, fixture);
    return;
  }
  try {
    check(torch, fixture);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${fixture.name}: ${message}`, { cause: error });
  }
}

function expectThrow(torch: Torch, fixture: FixtureCase): void {
  try {
    const { leaves, outputs } = execute(torch, fixture);
    differentiate(torch, leaves, outputs, false);
  } catch (error) {
    if (torch.refuses(error)) return;
    throw new Error(`${fixture.name}: not a refusal but a slip: ${String(error)}`, {
      cause: error,
    });
  }
  throw new Error(`${fixture.name}: PyTorch raises, and this did not`);
}

/** What a case gave, before anything is compared. */
export interface Answer {
  readonly outputs: readonly unknown[];
  /** For each input, its gradient; empty where the case has none. */
  readonly gradients: readonly (TensorLike | null)[];
  readonly second: readonly (TensorLike | null)[];
}

/** Runs a case on `torch` without reading a value, so that it works where reading takes time. */
export function answerCase(torch: Torch, fixture: FixtureCase): Answer {
  const { leaves, outputs } = execute(torch, fixture);
  if (!fixture.gradients) return { outputs, gradients: [], second: [] };
  const { first, second } = differentiate(torch, leaves, outputs, fixture.second !== undefined);
  return { outputs, gradients: first, second };
}

function check(torch: Torch, fixture: FixtureCase): void {
  const { outputs, gradients, second } = answerCase(torch, fixture);
  const expected = fixture.outputs ?? [];
  if (outputs.length !== expected.length) {
    throw new Error(`${outputs.length} outputs, not ${expected.length}`);
  }
  const tracks = fixture.inputs.some((input) => input.grad);
  for (const [index, result] of expected.entries()) {
    checkOutput(`output ${index}`, outputs[index], result, tracks);
  }
  for (const [index, result] of (fixture.gradients ?? []).entries()) {
    checkGradient(`gradient of input ${index}`, gradients[index], result);
  }
  for (const [index, result] of (fixture.second ?? []).entries()) {
    checkSecond(`second gradient of input ${index}`, second[index], result);
  }
}

function execute(torch: Torch, fixture: FixtureCase): { leaves: TensorLike[]; outputs: unknown[] } {
  const leaves = fixture.inputs.map((input) => buildLeaf(torch, input));
  const registers: unknown[] = fixture.inputs.map((input, index) => {
    const leaf = leaves[index];
    return leaf && buildView(torch, input, leaf);
  });
  let results: unknown[] = [];
  for (const step of stepsOf(fixture)) {
    results = asList(runStep(torch, registers, step));
    registers.push(...results);
  }
  return { leaves, outputs: fixture.returns?.map((index) => registers[index]) ?? results };
}

function runStep(torch: Torch, registers: readonly unknown[], step: EncodedStep): unknown {
  const args = step.args.map((value) => decodeArgument(torch, registers, value));
  const options = step.options && decodeRecord(torch, registers, step.options);
  if (step.call === 'primitive') {
    return torch.primitive(step.op, args as TensorLike[], options ?? {});
  }
  if (options) args.push(options);
  if (step.call === 'method') return callMethod(args[0], step.op, args.slice(1));
  if (step.call === 'function') return callNamed(torch.functions, step.op, args, 'a function');
  return callNamed(torch.functional, step.op, args, 'a function of nn.functional');
}

/** A call's results as a list: PyTorch's named tuples are objects with `values` and `indices`. */
function asList(result: unknown): unknown[] {
  if (Array.isArray(result)) return result;
  if (isTensor(result) || typeof result !== 'object' || result === null) return [result];
  return 'values' in result && 'indices' in result ? [result.values, result.indices] : [result];
}

interface Gradients {
  readonly first: readonly (TensorLike | null)[];
  readonly second: readonly (TensorLike | null)[];
}

function differentiate(
  torch: Torch,
  leaves: readonly TensorLike[],
  outputs: readonly unknown[],
  twice: boolean,
): Gradients {
  const wanted = leaves.filter((leaf) => leaf.requiresGrad);
  const roots = weigh(torch, outputs);
  if (roots.length === 0 || wanted.length === 0) return { first: [], second: [] };
  const first = torch.gradients(roots, wanted, twice);
  const again = twice ? weigh(torch, first) : [];
  const second = again.length > 0 ? torch.gradients(again, wanted, false) : [];
  return { first: align(leaves, first), second: align(leaves, second) };
}

/**
 * The tensors that carry a graph, each with what a gradient starts from there: what the gradient of
 * their weighted sum would.
 */
function weigh(torch: Torch, tensors: readonly unknown[]): WeightedTensor[] {
  return tensors.flatMap((tensor, shift) => {
    if (!isTensor(tensor) || !tensor.requiresGrad) return [];
    const { shape, dtype, device } = tensor;
    const count = shape.reduce((product, size) => product * size, 1);
    const weights = torch.tensor(weightsFor(count, shift), { dtype, device });
    return [{ tensor, weights: weights.reshape(shape) }];
  });
}

function align(
  leaves: readonly TensorLike[],
  gradients: readonly (TensorLike | null | undefined)[],
): (TensorLike | null)[] {
  const following = gradients.values();
  return leaves.map((leaf) => (leaf.requiresGrad ? (following.next().value ?? null) : null));
}
