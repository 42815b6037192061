import {
  AutogradError,
  formatShape,
  isFloatingPoint,
  shapesEqual,
  Tensor,
  zeros,
} from '@chainrule/tensor';
import { edgeOf, metaOf } from './meta.ts';
import { isGradEnabled, noGrad } from './mode.ts';
import { type Edge, Node } from './node.ts';
import { releasedError, SavedTensor } from './saved-tensor.ts';

/** What `forward` and `backward` of a {@link AutogradFunction} share. Put anything else on it yourself. */
export interface FunctionContext {
  /** Keeps tensors for `backward`, where `savedTensors` has them. Call it once, in `forward`. */
  saveForBackward(...tensors: Tensor[]): void;
  /** What was saved, checked to be unchanged. */
  readonly savedTensors: readonly Tensor[];
  /** For each argument of `apply`, whether its gradient is asked for. */
  readonly needsInputGrad: readonly boolean[];
  /** Declares results that carry no gradient, such as indices. */
  markNonDifferentiable(...tensors: Tensor[]): void;
  /** Declares arguments that `forward` changed in place and returned. */
  markDirty(...tensors: Tensor[]): void;
  /** Whether `backward` gets zeros (true, the default) or `null` for results nothing flowed to. */
  setMaterializeGrads(materialize: boolean): void;
  [property: string]: unknown;
}

type Gradients = Tensor | null | readonly (Tensor | null)[];

interface FunctionClass {
  readonly name: string;
  forward(context: FunctionContext, ...inputs: never[]): Tensor | readonly Tensor[];
  backward(context: FunctionContext, ...gradients: never[]): Gradients;
}

class Context implements FunctionContext {
  [property: string]: unknown;
  needsInputGrad: readonly boolean[] = [];

  readonly nonDifferentiable: Set<Tensor> = new Set();
  readonly dirty: Set<Tensor> = new Set();
  materialize = true;
  released = false;
  toSave: readonly Tensor[] = [];
  private saved: readonly SavedTensor[] = [];
  private readonly functionName: string;

  constructor(functionName: string) {
    this.functionName = functionName;
  }

  saveForBackward(...tensors: Tensor[]): void {
    this.toSave = tensors;
  }

  /** Takes the tensors to be saved once results are recorded, so that they are saved as recorded. */
  pack(): void {
    this.saved = this.toSave.map((tensor) => new SavedTensor(tensor));
    this.toSave = [];
  }

  release(): void {
    if (this.saved.length === 0) return;
    this.saved = [];
    this.released = true;
  }

  get savedTensors(): readonly Tensor[] {
    if (this.released) throw releasedError(this.functionName);
    return this.saved.map((saved) => saved.unpack(this.functionName));
  }

  markNonDifferentiable(...tensors: Tensor[]): void {
    for (const tensor of tensors) this.nonDifferentiable.add(tensor);
  }

  markDirty(...tensors: Tensor[]): void {
    for (const tensor of tensors) this.dirty.add(tensor);
  }

  setMaterializeGrads(materialize: boolean): void {
    this.materialize = materialize;
  }
}

class FunctionNode extends Node {
  private readonly definition: FunctionClass;
  private readonly context: Context;
  private readonly results: readonly Tensor[];
  private readonly inputs: readonly unknown[];

  constructor(
    definition: FunctionClass,
    context: Context,
    inputs: readonly unknown[],
    results: readonly Tensor[],
    edges: readonly (Edge | null)[],
  ) {
    super(`${definition.name}Backward`, edges);
    this.definition = definition;
    this.context = context;
    // Only what they look like is needed, so their storage is not held.
    this.inputs = inputs.map((input) => (input instanceof Tensor ? input.shape : null));
    this.results = results.map((result) => result.detach());
  }

  override backward(gradients: readonly (Tensor | null)[]): readonly (Tensor | null)[] {
    const given = this.results.map((result, output) => {
      const gradient = gradients[output] ?? null;
      if (gradient !== null || !this.context.materialize) return gradient;
      return zeros(result.shape, { dtype: result.dtype, device: result.storage.device });
    });
    const computed = this.definition.backward(this.context, ...(given as never[]));
    const results = [computed].flat() as (Tensor | null)[];
    if (results.length !== this.edges.length) {
      throw new AutogradError(
        `${this.definition.name}.backward returned ${results.length} gradients; ` +
          `forward took ${this.edges.length} arguments, and each needs one, or null`,
      );
    }
    results.forEach((gradient, input) => {
      this.checkGradient(gradient, input);
    });
    return results;
  }

  private checkGradient(gradient: Tensor | null, input: number): void {
    const shape = this.inputs[input] as readonly number[] | null;
    if (gradient === null || this.edges[input] === null || shape === null) return;
    if (shapesEqual(gradient.shape, shape)) return;
    throw new AutogradError(
      `${this.definition.name}.backward returned a gradient of shape ${formatShape(gradient.shape)} ` +
        `for argument ${input}, whose shape is ${formatShape(shape)}`,
    );
  }

  override release(): void {
    this.context.release();
  }
}

/**
 * An operation with a gradient of your own, exported as `Function`.
 *
 * Write a class with static `forward(context, ...inputs)` and `backward(context, ...gradients)`, and
 * call it with `apply`. `backward` returns one gradient for each argument of `forward`, `null` where
 * there is none.
 *
 * @example
 * ```ts
 * class Square extends autograd.Function {
 *   static override forward(context: FunctionContext, x: Tensor): Tensor {
 *     context.saveForBackward(x);
 *     return x.mul(x);
 *   }
 *   static override backward(context: FunctionContext, gradient: Tensor): Tensor {
 *     const [x] = context.savedTensors;
 *     return gradient.mul(x!).mul(2);
 *   }
 * }
 * const y = Square.apply(tensor([3], { requiresGrad: true }));
 * ```
 * @see https://pytorch.org/docs/stable/autograd.html#torch.autograd.Function
 */
// biome-ignore lint/complexity/noStaticOnlyClass: PyTorch users extend it, as they do torch.autograd.Function.
export abstract class AutogradFunction {
  /** Computes the result; nothing in it is recorded. */
  static forward(_context: FunctionContext, ..._inputs: never[]): Tensor | readonly Tensor[] {
    throw new AutogradError('a Function needs a static forward(context, ...inputs)');
  }

  /** Computes the gradients of the arguments from those of the results. */
  static backward(_context: FunctionContext, ..._gradients: never[]): Gradients {
    throw new AutogradError('a Function needs a static backward(context, ...gradients)');
  }

  /** Runs `forward`, and records that `backward` computes its gradient. */
  static apply<Inputs extends unknown[], Result extends Tensor | readonly Tensor[]>(
    this: { forward(context: FunctionContext, ...inputs: Inputs): Result },
    ...inputs: Inputs
  ): Result {
    // biome-ignore lint/complexity/noThisInStatic: it is the class that extends this one.
    return applyFunction(this as unknown as FunctionClass, inputs) as Result;
  }
}

function applyFunction(
  definition: FunctionClass,
  inputs: readonly unknown[],
): Tensor | readonly Tensor[] {
  const context = new Context(definition.name);
  const edges = inputs.map((input) =>
    isGradEnabled() && input instanceof Tensor ? edgeOf(input) : null,
  );
  context.needsInputGrad = edges.map((edge) => edge !== null);
  const returned = noGrad(() => definition.forward(context, ...(inputs as never[])));
  const isOne = returned instanceof Tensor;
  // An argument handed back unchanged is a result of its own, with a history of its own.
  const results = (isOne ? [returned] : returned).map((result) =>
    inputs.includes(result) && !context.dirty.has(result) ? result.detach() : result,
  );
  if (edges.some((edge) => edge !== null)) {
    const node = new FunctionNode(definition, context, inputs, results, edges);
    results.forEach((result, output) => {
      const carries = isFloatingPoint(result.dtype) && !context.nonDifferentiable.has(result);
      if (carries) metaOf(result).recordAs(node, output);
    });
  }
  context.pack();
  return isOne ? (results[0] as Tensor) : results;
}
