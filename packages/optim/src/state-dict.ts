import {
  ArgumentError,
  formatShape,
  isFloatingPoint,
  shapesEqual,
  Tensor,
} from '@chainrule/tensor';
import type { ParamState } from './optimizer.ts';

/** A group with the numbers of its parameters in place of the parameters. */
export type SavedParamGroup = Record<string, unknown> & { params: number[] };

/** All that an optimizer remembers, as `torch.optim.Optimizer.state_dict()` lays it out. */
export interface OptimizerStateDict {
  /** By the number of the parameter. */
  state: Record<number, ParamState>;
  paramGroups: SavedParamGroup[];
}

interface Group {
  readonly params: readonly Tensor[];
}

/** The state dict of these groups. */
export function optimizerState(
  groups: readonly Group[],
  state: ReadonlyMap<Tensor, ParamState>,
): OptimizerStateDict {
  const numbers = new Map(groups.flatMap((group) => group.params).map((tensor, i) => [tensor, i]));
  const saved: Record<number, ParamState> = {};
  for (const [tensor, number] of numbers) {
    const remembered = state.get(tensor);
    if (remembered !== undefined) saved[number] = { ...remembered };
  }
  return {
    state: saved,
    paramGroups: groups.map((group) => ({
      ...group,
      params: group.params.map((tensor) => numbers.get(tensor) as number),
    })),
  };
}

/** What a state dict says of these groups, checked, with its tensors copied. */
export function loadOptimizerState(
  groups: readonly Group[],
  stateDict: OptimizerStateDict,
): { groups: Record<string, unknown>[]; state: Map<Tensor, ParamState> } {
  checkLayout(stateDict);
  const saved = stateDict.paramGroups;
  const sizes = groups.map((group) => group.params.length);
  const savedSizes = saved.map((group) => group.params.length);
  if (!shapesEqual(sizes, savedSizes)) {
    throw new ArgumentError(
      `the state dict has parameter groups of sizes ${formatShape(savedSizes)}; the optimizer has ${formatShape(sizes)}`,
    );
  }
  const state = new Map<Tensor, ParamState>();
  groups.forEach((group, index) => {
    group.params.forEach((tensor, position) => {
      const number = saved[index]?.params[position] as number;
      const remembered = stateDict.state[number];
      if (remembered !== undefined) state.set(tensor, copyState(remembered, tensor, number));
    });
  });
  return { groups: saved.map(({ params: _, ...options }) => options), state };
}

function copyState(saved: ParamState, parameter: Tensor, number: number): ParamState {
  const entries = Object.entries(saved).map(([name, value]): [string, Tensor] => {
    const fits =
      value instanceof Tensor && (value.ndim === 0 || shapesEqual(value.shape, parameter.shape));
    if (!fits) {
      const found = value instanceof Tensor ? `shape ${formatShape(value.shape)}` : typeof value;
      throw new ArgumentError(
        `'${name}' of parameter ${number} takes a tensor of shape ${formatShape(parameter.shape)}; got ${found}`,
      );
    }
    return [name, copyFor(name, value, parameter)];
  });
  return Object.fromEntries(entries);
}

/** A copy with the dtype and device of the parameter; a count of steps keeps its own. */
function copyFor(name: string, value: Tensor, parameter: Tensor): Tensor {
  const detached = value.detach();
  if (name === 'step') return detached.clone();
  const { dtype, storage } = parameter;
  const target = isFloatingPoint(dtype) ? { dtype, device: storage.device } : {};
  const moved = detached.to(target);
  return moved === detached ? detached.clone() : moved;
}

function checkLayout(stateDict: OptimizerStateDict): void {
  const { state, paramGroups } = stateDict ?? {};
  const hasGroups =
    Array.isArray(paramGroups) && paramGroups.every((group) => Array.isArray(group?.params));
  if (typeof state === 'object' && state !== null && hasGroups) return;
  throw new ArgumentError(
    "an optimizer's state dict is { state, paramGroups }, as stateDict() gives it, each group with 'params'; " +
      `got ${describeDict(stateDict)}`,
  );
}

function describeDict(given: unknown): string {
  if (typeof given !== 'object' || given === null) return String(given);
  return `{ ${Object.keys(given).join(', ')} }`;
}
