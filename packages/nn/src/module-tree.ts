import { ArgumentError, Tensor } from '@chainrule/tensor';
import { Callable } from './callable.ts';
import type { AnyModule } from './module.ts';
import { Parameter } from './parameter.ts';

/** Options of `registerBuffer`. */
export interface BufferOptions {
  /** Whether state dicts contain the buffer. Default true. */
  readonly persistent?: boolean;
}

function join(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}

/** Yields what was not seen before. */
function* distinct<Value>(
  named: Iterable<readonly [string, Value, ...unknown[]]>,
): Generator<[string, Value]> {
  const seen = new Set<Value>();
  for (const [name, value] of named) {
    if (seen.has(value)) continue;
    seen.add(value);
    yield [name, value];
  }
}

/** What a module is made of: the parameters, buffers and modules in it, and below it. */
export abstract class ModuleTree<Inputs extends readonly unknown[], Output> extends Callable<
  Inputs,
  Output
> {
  /** By name, whether each buffer goes into state dicts. */
  readonly #buffers = new Map<string, boolean>();

  /**
   * What the module holds, by name and in order: its own fields. A container that keeps its parts
   * elsewhere overrides this.
   */
  members(): Iterable<readonly [string, unknown]> {
    return Object.entries(this);
  }

  /** Sets what {@link members} gives under `name`. */
  protected setMember(name: string, value: unknown): void {
    if (name in this && Reflect.get(this, name) !== undefined) {
      throw new ArgumentError(
        `${this.constructor.name} has a '${name}' already; choose another name`,
      );
    }
    Reflect.set(this, name, value);
  }

  /** The parameters that this module holds itself. */
  *ownParameters(): Generator<[string, Parameter]> {
    for (const [name, value] of this.members()) {
      if (value instanceof Parameter) yield [name, value];
    }
  }

  /** The buffers that this module holds itself, and whether each goes into state dicts. */
  *ownBuffers(): Generator<[name: string, buffer: Tensor, persistent: boolean]> {
    for (const [name, persistent] of this.#buffers) {
      const buffer = Reflect.get(this, name);
      if (buffer instanceof Tensor) yield [name, buffer, persistent];
    }
  }

  /** The modules that this module holds itself. */
  *ownModules(): Generator<[string, AnyModule]> {
    for (const [name, value] of this.members()) {
      if (value instanceof ModuleTree) yield [name, value as AnyModule];
    }
  }

  /** This module and all below it, each once, by dotted name; `prefix` is its own. */
  namedModules(prefix = ''): Generator<[string, AnyModule]> {
    return walk(this as unknown as AnyModule, prefix, new Set());
  }

  /** This module and all below it, each once. */
  *modules(): Generator<AnyModule> {
    for (const [, module] of this.namedModules()) yield module;
  }

  /** The modules right below this one, each once, by name. */
  namedChildren(): Generator<[string, AnyModule]> {
    return distinct(this.ownModules());
  }

  /** The modules right below this one, each once. */
  *children(): Generator<AnyModule> {
    for (const [, child] of this.namedChildren()) yield child;
  }

  /** Every parameter, each once, by dotted name; only this module's own unless `recurse`. */
  namedParameters(prefix = '', recurse = true): Generator<[string, Parameter]> {
    return distinct(this.collect(prefix, recurse, (module) => module.ownParameters()));
  }

  /** Every parameter, each once; only this module's own unless `recurse`. */
  *parameters(recurse = true): Generator<Parameter> {
    for (const [, parameter] of this.namedParameters('', recurse)) yield parameter;
  }

  /** Every buffer, each once, by dotted name; only this module's own unless `recurse`. */
  namedBuffers(prefix = '', recurse = true): Generator<[string, Tensor]> {
    return distinct(this.collect(prefix, recurse, (module) => module.ownBuffers()));
  }

  /** Every buffer, each once; only this module's own unless `recurse`. */
  *buffers(recurse = true): Generator<Tensor> {
    for (const [, buffer] of this.namedBuffers('', recurse)) yield buffer;
  }

  private *collect<Value>(
    prefix: string,
    recurse: boolean,
    own: (module: AnyModule) => Iterable<readonly [string, Value, ...unknown[]]>,
  ): Generator<[string, Value]> {
    for (const [path, module] of this.namedModules(prefix)) {
      for (const [name, value] of own(module)) yield [join(path, name), value];
      if (!recurse) return;
    }
  }

  /**
   * Declares a tensor that belongs to the module's state but isn't learned, such as a running mean,
   * and returns it, to be kept in the field of that name.
   *
   * @example
   * ```ts
   * class Counter extends Module {
   *   steps = this.registerBuffer('steps', zeros(1));
   *
   *   forward(x: Tensor): Tensor {
   *     this.steps.add_(1);
   *     return x;
   *   }
   * }
   * const counter = new Counter();
   * counter(zeros(2));
   * counter.stateDict().steps; // tensor([1.])
   * ```
   * @throws {ArgumentError} when the name is taken, or no name for a field.
   */
  registerBuffer<Value extends Tensor | null>(
    name: string,
    value: Value,
    { persistent = true }: BufferOptions = {},
  ): Value {
    checkName('buffer', name);
    if (value !== null && !(value instanceof Tensor)) {
      throw new ArgumentError(`buffer '${name}' takes a tensor or null; got ${typeof value}`);
    }
    if (this.#buffers.has(name)) Reflect.set(this, name, value);
    else this.setMember(name, value);
    this.#buffers.set(name, persistent);
    return value;
  }

  /**
   * Adds a parameter under a name that is made up at run time; one that is known is best a field.
   *
   * @throws {ArgumentError} when the name is taken, or no name for a field.
   */
  registerParameter(name: string, value: Parameter | null): void {
    checkName('parameter', name);
    if (value !== null && !(value instanceof Parameter)) {
      throw new ArgumentError(`parameter '${name}' takes a Parameter or null; got ${typeof value}`);
    }
    this.setMember(name, value);
  }

  /**
   * Adds a module under a name that is made up at run time; one that is known is best a field.
   *
   * @throws {ArgumentError} when the name is taken, or no name for a field.
   */
  addModule(name: string, module: AnyModule | null): void {
    checkName('module', name);
    if (module !== null && !(module instanceof ModuleTree)) {
      throw new ArgumentError(`'${name}' takes a Module or null; got ${typeof module}`);
    }
    this.setMember(name, module);
  }

  /** The other name that PyTorch has for {@link addModule}. */
  registerModule(name: string, module: AnyModule | null): void {
    this.addModule(name, module);
  }

  /**
   * The module at a dotted path, such as `encoder.0`; at '' this one.
   *
   * @throws {ArgumentError} when there is none, naming those that are there.
   */
  getSubmodule(path: string): AnyModule {
    const steps = path === '' ? [] : path.split('.');
    return steps.reduce<AnyModule>(
      (module, name) => find('module', name, module, module.ownModules()),
      this as unknown as AnyModule,
    );
  }

  /**
   * The parameter at a dotted path, such as `encoder.0.weight`.
   *
   * @throws {ArgumentError} when there is none, naming those that are there.
   */
  getParameter(path: string): Parameter {
    const { module, name } = this.split(path);
    return find('parameter', name, module, module.ownParameters());
  }

  /**
   * The buffer at a dotted path, such as `norm.runningMean`.
   *
   * @throws {ArgumentError} when there is none, naming those that are there.
   */
  getBuffer(path: string): Tensor {
    const { module, name } = this.split(path);
    return find('buffer', name, module, module.ownBuffers());
  }

  private split(path: string): { module: AnyModule; name: string } {
    const end = path.lastIndexOf('.');
    return {
      module: this.getSubmodule(path.slice(0, Math.max(end, 0))),
      name: path.slice(end + 1),
    };
  }
}

function* walk(
  module: AnyModule,
  path: string,
  seen: Set<AnyModule>,
): Generator<[string, AnyModule]> {
  if (seen.has(module)) return;
  seen.add(module);
  yield [path, module];
  for (const [name, child] of module.ownModules()) yield* walk(child, join(path, name), seen);
}

function find<Value>(
  kind: string,
  name: string,
  owner: AnyModule,
  candidates: Iterable<readonly [string, Value, ...unknown[]]>,
): Value {
  const known = [...candidates];
  const found = known.find(([candidate]) => candidate === name);
  if (found !== undefined) return found[1];
  const names = known.map(([candidate]) => candidate).join(', ') || 'none';
  throw new ArgumentError(`${owner.constructor.name} has no ${kind} '${name}'; it has ${names}`);
}

function checkName(kind: string, name: string): void {
  if (typeof name === 'string' && name !== '' && !name.includes('.')) return;
  throw new ArgumentError(
    `the name of a ${kind} is a string that is not empty and has no dots; got ${JSON.stringify(name)}`,
  );
}
