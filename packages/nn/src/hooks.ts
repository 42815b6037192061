import type { Tensor } from '@chainrule/tensor';
import type { AnyModule } from './module.ts';

/** Called before `forward`; inputs it returns, as an array or as one value, take the place of those given. */
export type ForwardPreHook = (module: AnyModule, inputs: readonly unknown[]) => unknown;

/** Called after `forward`; an output it returns takes the place of the module's. */
export type ForwardHook = (
  module: AnyModule,
  inputs: readonly unknown[],
  output: unknown,
) => unknown;

/**
 * Called when the gradients of a module's inputs are known; gradients it returns take their place.
 * Each list has `null` where an input or output takes no gradient.
 */
export type FullBackwardHook = (
  module: AnyModule,
  gradInput: readonly (Tensor | null)[],
  gradOutput: readonly (Tensor | null)[],
) => readonly (Tensor | null)[] | undefined | void;

/** Takes a hook away again. */
export type RemoveHook = () => void;

/** The hooks of one module, each kind in the order they were registered. */
export class Hooks {
  readonly forwardPre = new Set<ForwardPreHook>();
  readonly forward = new Set<ForwardHook>();
  readonly fullBackward = new Set<FullBackwardHook>();

  /** The inputs after every forward pre-hook. */
  beforeForward(module: AnyModule, inputs: readonly unknown[]): readonly unknown[] {
    let current = inputs;
    for (const hook of this.forwardPre) {
      const changed = hook(module, current);
      if (changed === undefined) continue;
      current = Array.isArray(changed) ? changed : [changed];
    }
    return current;
  }

  /** The output after every forward hook. */
  afterForward(module: AnyModule, inputs: readonly unknown[], output: unknown): unknown {
    let current = output;
    for (const hook of this.forward) current = hook(module, inputs, current) ?? current;
    return current;
  }
}

/** Adds a hook and returns what removes it. Each registration counts, even of one function. */
export function register<Hook extends (...args: never[]) => unknown>(
  hooks: Set<Hook>,
  hook: Hook,
): RemoveHook {
  const registration = ((...args: never[]) => hook(...args)) as Hook;
  hooks.add(registration);
  return () => {
    hooks.delete(registration);
  };
}
