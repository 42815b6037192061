import { ArgumentError } from '@chainrule/tensor';
import { type AnyModule, Module } from '../module.ts';

/**
 * A list of modules. It has no `forward` of its own: the module that holds it calls its entries.
 *
 * @example
 * ```ts
 * class Deep extends Module {
 *   layers = new ModuleList([new Linear(8, 8), new Linear(8, 8)]);
 *
 *   forward(x: Tensor): Tensor {
 *     return this.layers.reduce((y, layer) => layer(y).relu(), x);
 *   }
 * }
 * ```
 * @typeParam Entry - the type of the modules.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.ModuleList.html
 */
export class ModuleList<Entry extends AnyModule = Module> extends Module<never, never> {
  readonly #entries: Entry[] = [];

  constructor(modules: Iterable<Entry> = []) {
    super();
    this.extend(modules);
  }

  override *members(): Iterable<readonly [string, unknown]> {
    for (const [index, entry] of this.#entries.entries()) yield [String(index), entry];
  }

  protected override setMember(name: string, value: unknown): void {
    if (name !== String(this.length)) {
      throw new ArgumentError(
        `the next entry of this ModuleList is '${this.length}'; got '${name}'`,
      );
    }
    this.#entries.push(checkModule(value as Entry));
  }

  /** @throws {ArgumentError} always: a list does not say in what order to call its entries. */
  override forward(): never {
    throw new ArgumentError('a ModuleList cannot be called; call its entries, or use Sequential');
  }

  /** How many modules there are. */
  override get length(): number {
    return this.#entries.length;
  }

  /** The module at an index, counted from the end when negative, or `undefined`. */
  at(index: number): Entry | undefined {
    return this.#entries.at(index);
  }

  /**
   * Puts another module at an index, counted from the end when negative, and returns this.
   *
   * @throws {ArgumentError} when the index is out of range.
   */
  set(index: number, module: Entry): this {
    const place = index < 0 ? index + this.length : index;
    if (!Number.isInteger(place) || place < 0 || place >= this.length) {
      throw new ArgumentError(
        `ModuleList has ${this.length} modules; index ${index} is out of range`,
      );
    }
    this.#entries[place] = checkModule(module);
    return this;
  }

  /** Adds a module at the end and returns this. */
  append(module: Entry): this {
    this.addModule(String(this.length), module);
    return this;
  }

  /** Adds modules at the end and returns this. */
  extend(modules: Iterable<Entry>): this {
    for (const module of modules) this.append(module);
    return this;
  }

  /** Puts a module before the one at `index`, and returns this. */
  insert(index: number, module: Entry): this {
    this.#entries.splice(index, 0, checkModule(module));
    return this;
  }

  /** The modules from `start` up to, not including, `end`, in a list of their own. */
  slice(start?: number, end?: number): ModuleList<Entry> {
    return new ModuleList(this.#entries.slice(start, end));
  }

  /** What `change` gives for every module. */
  map<Result>(change: (module: Entry, index: number) => Result): Result[] {
    return this.#entries.map(change);
  }

  /** Carries a value from module to module, as `Array.reduce` does. */
  reduce<Value>(step: (value: Value, module: Entry, index: number) => Value, start: Value): Value {
    return this.#entries.reduce(step, start);
  }

  [Symbol.iterator](): IterableIterator<Entry> {
    return this.#entries.values();
  }
}

function checkModule<Entry>(value: Entry): Entry {
  if (value instanceof Module) return value;
  throw new ArgumentError(
    `a ModuleList takes modules; got ${value === null ? 'null' : typeof value}`,
  );
}
