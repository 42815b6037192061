import {
  Function as AutogradFunction,
  type FunctionContext,
  isGradEnabled,
} from '@chainrule/autograd';
import { ArgumentError, isFloatingPoint, Tensor } from '@chainrule/tensor';
import type { FullBackwardHook } from './hooks.ts';
import type { AnyModule } from './module.ts';

type Gradients = readonly (Tensor | null)[];

/** Passes several tensors on as they are, and shows their gradients to `watch` all at once. */
class Boundary extends AutogradFunction {
  static override forward(
    context: FunctionContext,
    watch: (gradients: Gradients) => Gradients,
    ...tensors: Tensor[]
  ): Tensor[] {
    context.watch = watch;
    context.setMaterializeGrads(false);
    return tensors;
  }

  static override backward(context: FunctionContext, ...gradients: (Tensor | null)[]): Gradients {
    const watch = context.watch as (gradients: Gradients) => Gradients;
    return [null, ...watch(gradients)];
  }
}

/** Where gradients may flow: at floating point tensors. */
function differentiable(values: readonly unknown[]): number[] {
  return values.flatMap((value, place) =>
    value instanceof Tensor && isFloatingPoint(value.dtype) ? [place] : [],
  );
}

/** `values` behind a {@link Boundary}, or `null` if no gradient flows to any of them. */
function guard(
  values: readonly unknown[],
  watch: (gradients: Gradients) => Gradients,
): unknown[] | null {
  const places = differentiable(values);
  const tensors = places.map((place) => values[place] as Tensor);
  if (!tensors.some((tensor) => tensor.requiresGrad)) return null;
  const watchAll = (gradients: Gradients): Gradients => {
    const spread = new Array<Tensor | null>(values.length).fill(null);
    places.forEach((place, index) => {
      spread[place] = gradients[index] ?? null;
    });
    const watched = watch(spread);
    return places.map((place) => watched[place] ?? null);
  };
  const guarded = [...values];
  Boundary.apply(watchAll, ...tensors).forEach((tensor, index) => {
    guarded[places[index] as number] = tensor;
  });
  return guarded;
}

/**
 * Runs `forward` so that, on the way back, `hooks` see the gradients at the module's inputs and
 * outputs.
 */
export function hookBackward<Output>(
  module: AnyModule,
  hooks: ReadonlySet<FullBackwardHook>,
  inputs: readonly unknown[],
  forward: (inputs: readonly unknown[]) => Output,
): Output {
  if (hooks.size === 0 || !isGradEnabled()) return forward(inputs);

  let gradOutput: Gradients = [];
  const runHooks = (gradInput: Gradients): Gradients => {
    let current = gradInput;
    for (const hook of hooks) {
      const changed = hook(module, current, gradOutput) ?? current;
      if (changed.length !== current.length) {
        throw new ArgumentError(
          `a backward hook returns one gradient for each of the ${current.length} inputs; got ${changed.length}`,
        );
      }
      current = changed;
    }
    return current;
  };

  const guardedInputs = guard(inputs, runHooks);
  const output = forward(guardedInputs ?? inputs);
  const outputs: readonly unknown[] = Array.isArray(output) ? output : [output];
  const guardedOutputs = guard(outputs, (gradients) => {
    gradOutput = gradients;
    // Without gradients at the inputs nothing further will call the hooks.
    if (guardedInputs === null) runHooks(inputs.map(() => null));
    return gradients;
  });
  if (guardedOutputs === null) return output;
  return (Array.isArray(output) ? guardedOutputs : guardedOutputs[0]) as Output;
}
