import { noGrad } from '@chainrule/autograd';
import {
  type Destination,
  type DType,
  DTypeError,
  dtypes,
  isFloatingPoint,
  isTracing,
  observe,
  type Tensor,
} from '@chainrule/tensor';
import { hookBackward } from './backward-hooks.ts';
import {
  type ForwardHook,
  type ForwardPreHook,
  type FullBackwardHook,
  Hooks,
  type RemoveHook,
  register,
} from './hooks.ts';
import { ModuleTree } from './module-tree.ts';
import { formatModule } from './repr.ts';
import {
  type IncompatibleKeys,
  type LoadStateDictOptions,
  loadState,
  type StateDict,
  stateEntries,
} from './state-dict.ts';
import { type ZeroGradOptions, zeroGradients } from './zero-gradients.ts';

/** A module, whatever it takes and gives. */
export type AnyModule = Module<never, unknown>;

/**
 * The base of everything that has parameters and computes: a layer, a loss, a whole model.
 *
 * A module is a class with a `forward`. Its fields that are parameters or modules are found by
 * themselves, in the order in which they are defined. Call the module itself, `model(x)`, which
 * runs the hooks too.
 *
 * @typeParam Inputs - what `forward` takes, as a tuple. Default: one tensor.
 * @typeParam Output - what `forward` returns. Default: a tensor.
 * @example
 * ```ts
 * class Net extends Module {
 *   hidden = new Linear(2, 10);
 *   output = new Linear(10, 1);
 *
 *   forward(x: Tensor): Tensor {
 *     return this.output(this.hidden(x).sigmoid()).sigmoid();
 *   }
 * }
 *
 * const model = new Net();
 * model(zeros(4, 2)).shape; // [4, 1]
 * ```
 * @see https://pytorch.org/docs/stable/generated/torch.nn.Module.html
 */
export abstract class Module<
  Inputs extends readonly unknown[] = [Tensor],
  Output = Tensor,
> extends ModuleTree<Inputs, Output> {
  /** Whether the module is being trained: some layers, such as dropout, act only then. */
  training = true;

  #hooks: Hooks | undefined;

  /** Computes the output. */
  abstract forward(...inputs: Inputs): Output;

  protected override invoke(...inputs: Inputs): Output {
    // What many modules compute depends on their mode, so a recorded program does.
    if (isTracing()) observe(() => this.training);
    const hooks = this.#hooks;
    if (hooks === undefined) return this.forward(...inputs);
    const given = hooks.beforeForward(this, inputs);
    return hookBackward(this, hooks.fullBackward, given, (seen) => {
      const output = this.forward(...(seen as Inputs));
      return hooks.afterForward(this, seen, output) as Output;
    });
  }

  /**
   * Calls `hook` before every `forward`; inputs it returns take the place of those given. Returns
   * the function that removes it.
   */
  registerForwardPreHook(hook: ForwardPreHook): RemoveHook {
    this.#hooks ??= new Hooks();
    return register(this.#hooks.forwardPre, hook);
  }

  /**
   * Calls `hook` after every `forward`; an output it returns takes the place of the module's.
   * Returns the function that removes it.
   *
   * @example
   * ```ts
   * const layer = new Linear(2, 1);
   * const remove = layer.registerForwardHook((_module, _inputs, output) => {
   *   console.log((output as Tensor).shape); // [ 4, 1 ]
   * });
   * layer(zeros(4, 2));
   * remove();
   * ```
   */
  registerForwardHook(hook: ForwardHook): RemoveHook {
    this.#hooks ??= new Hooks();
    return register(this.#hooks.forward, hook);
  }

  /**
   * Calls `hook` whenever the gradients of the module's inputs have been computed; gradients it
   * returns take their place. Returns the function that removes it.
   */
  registerFullBackwardHook(hook: FullBackwardHook): RemoveHook {
    this.#hooks ??= new Hooks();
    return register(this.#hooks.fullBackward, hook);
  }

  /** Calls `change` on every module below and then on this one, and returns this. */
  override apply(change: (module: AnyModule) => void): this {
    for (const child of this.children()) child.apply(change);
    change(this as unknown as AnyModule);
    return this;
  }

  /** Sets {@link training} here and below, and returns this. */
  train(mode = true): this {
    this.training = mode;
    for (const child of this.children()) child.train(mode);
    return this;
  }

  /** Ends training, here and below: `train(false)`. */
  eval(): this {
    return this.train(false);
  }

  /** Starts or stops recording gradients for every parameter, and returns this. */
  requiresGrad_(requiresGrad = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad_(requiresGrad);
    return this;
  }

  /** Lets go of the gradient of every parameter, or fills it with zeros. */
  zeroGrad(options: ZeroGradOptions = {}): void {
    zeroGradients(this.parameters(), options);
  }

  /**
   * Moves parameters and buffers to a device, and floating point ones to a dtype. The parameters
   * stay the same objects, so optimizers keep working.
   *
   * @throws {DTypeError} when the dtype is not floating point.
   * @throws {DeviceError} when the device is not there.
   */
  to(destination: Destination): this {
    const wanted = describeDestination(destination);
    if (wanted.dtype !== undefined && !isFloatingPoint(wanted.dtype)) {
      throw new DTypeError(
        `a module takes a floating point dtype, for its parameters and buffers; got ${wanted.dtype}`,
      );
    }
    const { dtype: _, ...deviceOnly } = wanted;
    return this.convert((tensor) => tensor.to(isFloatingPoint(tensor.dtype) ? wanted : deviceOnly));
  }

  /** Casts floating point parameters and buffers to float32. */
  float(): this {
    return this.to('float32');
  }

  /** Casts floating point parameters and buffers to float64. */
  double(): this {
    return this.to('float64');
  }

  private convert(change: (tensor: Tensor) => Tensor): this {
    noGrad(() => {
      for (const parameter of this.parameters()) {
        const { grad } = parameter;
        parameter.grad = null;
        parameter.setData(change(parameter));
        if (grad !== null) parameter.grad = change(grad);
      }
      for (const module of this.modules()) {
        for (const [name, buffer] of module.ownBuffers()) Reflect.set(module, name, change(buffer));
      }
    });
    return this;
  }

  /**
   * Every parameter and persistent buffer by dotted name. The tensors share their storage with the
   * module, without its history.
   *
   * @example
   * ```ts
   * Object.keys(new Linear(2, 1).stateDict()); // ['weight', 'bias']
   * ```
   */
  stateDict(prefix = ''): StateDict {
    const entries = [...stateEntries(this, prefix)];
    return Object.fromEntries(entries.map(([name, tensor]) => [name, tensor.detach()]));
  }

  /**
   * Copies the values of a dict, such as `stateDict()` gives, into the parameters and buffers.
   *
   * @returns the keys that only the one or the other has.
   * @throws {ArgumentError} that lists every key and shape that does not fit; nothing is changed then.
   * With `strict: false` only shapes need to fit.
   */
  loadStateDict(stateDict: StateDict, options: LoadStateDictOptions = {}): IncompatibleKeys {
    return loadState(this, stateDict, options);
  }

  /** What the module says of itself where it is printed; override it. */
  extraRepr(): string {
    return '';
  }

  /** What PyTorch prints for the module. */
  override toString(): string {
    return formatModule(this.constructor.name, this.extraRepr(), this.ownModules());
  }

  /** What `console.log` shows in Node. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

function describeDestination(destination: Destination): Exclude<Destination, string> {
  if (typeof destination !== 'string') return destination;
  return isDType(destination) ? { dtype: destination } : { device: destination };
}

function isDType(name: string): name is DType {
  return (dtypes as readonly string[]).includes(name);
}
