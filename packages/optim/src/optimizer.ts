import { enableGrad, noGrad } from '@chainrule/autograd';
import { ArgumentError, hostScalar, isTracing, keep, observe, Tensor } from '@chainrule/tensor';
import { printOptions } from './print-options.ts';
import { loadOptimizerState, type OptimizerStateDict, optimizerState } from './state-dict.ts';

/** The options of an optimizer that apply to some of the parameters, and those parameters. */
export type ParamGroup<Options> = Options & { params: Tensor[] };

/** A group as it is handed in: options that aren't given are the optimizer's. */
export type ParamGroupInput<Options> = Partial<Options> & {
  readonly params: Tensor | Iterable<Tensor>;
};

/** What an optimizer optimizes: parameters, or groups of them with options of their own. */
export type Params<Options> = Iterable<Tensor> | Iterable<ParamGroupInput<Options>>;

/** What an optimizer remembers of a parameter between steps. */
export type ParamState = Record<string, Tensor>;

/** Options of `zeroGrad`. */
export interface ZeroGradOptions {
  /** Let go of the gradients (true, the default) rather than fill them with zeros. */
  readonly setToNone?: boolean;
}

/**
 * The base of every optimizer: it holds groups of parameters and what it remembers of each.
 *
 * Options are read from `paramGroups` at every step, so they may be changed there between steps.
 *
 * @see https://pytorch.org/docs/stable/optim.html#torch.optim.Optimizer
 */
export abstract class Optimizer<Options extends object = object> {
  /** What groups get where they say nothing. */
  readonly defaults: Readonly<Options>;
  readonly paramGroups: ParamGroup<Options>[] = [];
  /** What is remembered of each parameter. */
  readonly state: Map<Tensor, ParamState> = new Map();

  /**
   * @throws {ArgumentError} when there are no parameters, one comes twice or isn't a leaf, or an
   * option is out of range.
   */
  constructor(params: Params<Options>, defaults: Options) {
    this.defaults = defaults;
    const given = listOf(params);
    if (given.length === 0) {
      throw new ArgumentError(
        `${this.constructor.name} takes at least one parameter, as model.parameters() gives them; got none`,
      );
    }
    const groups = given.every((entry) => entry instanceof Tensor)
      ? [{ params: given } as unknown as ParamGroupInput<Options>]
      : (given as ParamGroupInput<Options>[]);
    for (const group of groups) this.addParamGroup(group);
  }

  /** Throws an {@link ArgumentError} where an option is out of range. */
  protected abstract checkOptions(options: Options): void;

  /** Changes the parameters of a group by their gradients. Gradients are not recorded. */
  protected abstract update(group: ParamGroup<Options>): void;

  /** What is remembered of a parameter, made by `initial` at its first step. */
  protected stateOf(parameter: Tensor, initial: () => ParamState): ParamState {
    const known = this.state.get(parameter);
    if (known !== undefined) return known;
    const made = initial();
    this.state.set(parameter, made);
    return made;
  }

  /**
   * Adds parameters to optimize, such as those of a layer that is no longer frozen.
   *
   * @throws {ArgumentError} when a parameter is there already or isn't a leaf, or an option is out
   * of range; nothing is added then.
   */
  addParamGroup(group: ParamGroupInput<Options>): void {
    if (typeof group !== 'object' || group === null || !('params' in group)) {
      throw new ArgumentError(
        `${this.constructor.name} takes tensors, or groups with 'params'; got ${describe(group)}`,
      );
    }
    const { params, ...options } = group;
    const tensors = params instanceof Tensor ? [params] : [...params];
    const known = new Set(this.paramGroups.flatMap((other) => other.params));
    for (const tensor of tensors) {
      checkParameter(tensor, known);
      known.add(tensor);
    }
    const merged = { ...this.defaults, ...options, params: tensors } as ParamGroup<Options>;
    this.checkOptions(merged);
    this.paramGroups.push(merged);
  }

  /**
   * Changes every parameter that has a gradient.
   *
   * @param closure - computes the loss anew, gradients included; its result is returned.
   */
  step(closure?: undefined): undefined;
  step<Loss>(closure: () => Loss): Loss;
  step<Loss>(closure?: () => Loss): Loss | undefined {
    const loss = closure === undefined ? undefined : enableGrad(closure);
    noGrad(() => {
      for (const group of this.paramGroups) {
        this.update(isTracing() ? traced(group) : group);
      }
    });
    // The first step makes it, maybe inside a `tidy`.
    for (const state of this.state.values()) Object.values(state).forEach(keep);
    return loss;
  }

  /** Lets go of the gradient of every parameter, or fills it with zeros. */
  zeroGrad({ setToNone = true }: ZeroGradOptions = {}): void {
    for (const { params } of this.paramGroups) {
      for (const tensor of params) {
        const { grad } = tensor;
        if (grad === null) continue;
        // A detached gradient is written without a record, and forgets how it was computed.
        tensor.grad = setToNone ? null : grad.detach().zero_();
      }
    }
  }

  /**
   * All that the optimizer remembers, in PyTorch's layout: the parameters are numbered in the order
   * of their groups. The tensors are those of the optimizer itself.
   */
  stateDict(): OptimizerStateDict {
    return optimizerState(this.paramGroups, this.state);
  }

  /**
   * Goes on from what {@link Optimizer.stateDict} gave. The tensors are copied.
   *
   * @throws {ArgumentError} when the groups are not of the same sizes, or a state does not fit its
   * parameter; nothing is changed then.
   */
  loadStateDict(stateDict: OptimizerStateDict): void {
    const { groups, state } = loadOptimizerState(this.paramGroups, stateDict);
    for (const options of groups) this.checkOptions(options as Options);
    groups.forEach((options, index) => {
      Object.assign(this.paramGroups[index] as object, options);
    });
    this.state.clear();
    for (const [tensor, remembered] of state) this.state.set(tensor, remembered);
  }

  /** What PyTorch prints for the optimizer, but for options that only PyTorch has. */
  toString(): string {
    const groups = this.paramGroups.map(
      (group, index) => `Parameter Group ${index}\n${printOptions(group)}`,
    );
    return `${this.constructor.name} (\n${groups.join('\n')})`;
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

/**
 * A group as a recorded program sees it: options are numbers in it, and it is used only as long as
 * they stay the same. The learning rate may follow a schedule, so it is read before each run.
 */
function traced<Options extends object>(group: ParamGroup<Options>): ParamGroup<Options> {
  const options = group as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(options)) if (name !== 'lr') observe(() => options[name]);
  observe(() => (typeof options.lr === 'number' ? 'a number' : options.lr));
  if (typeof options.lr !== 'number') return group;
  // In double precision, as the number is; it is rounded where it meets a parameter.
  return { ...group, lr: hostScalar(() => options.lr as number, 'float64') };
}

function listOf(params: unknown): unknown[] {
  const isList = typeof params === 'object' && params !== null && Symbol.iterator in params;
  if (isList) return [...(params as Iterable<unknown>)];
  throw new ArgumentError(
    `an optimizer takes a list of tensors or of groups, such as model.parameters(); got ${describe(params)}`,
  );
}

function checkParameter(tensor: unknown, known: ReadonlySet<Tensor>): void {
  if (!(tensor instanceof Tensor)) {
    throw new ArgumentError(`an optimizer takes tensors; got ${describe(tensor)}`);
  }
  if (!tensor.isLeaf) {
    throw new ArgumentError(
      `an optimizer takes leaves, but one tensor was computed by ${tensor.gradFn?.name}; detach() it first`,
    );
  }
  if (known.has(tensor)) {
    throw new ArgumentError('an optimizer takes each parameter once, but one comes twice');
  }
}

function describe(value: unknown): string {
  if (value instanceof Tensor) return 'one tensor; put it in an array';
  return value === null ? 'null' : typeof value;
}
