import { ArgumentError } from '@chainrule/tensor';
import { type AnyModule, Module } from '../module.ts';

/**
 * Modules by name, in the order they were added. It has no `forward` of its own: the module that
 * holds it calls its entries.
 *
 * @example
 * ```ts
 * const activations = new ModuleDict({ relu: new ReLU(), tanh: new Tanh() });
 * activations.get('relu')?.(zeros(2));
 * ```
 * @typeParam Entry - the type of the modules.
 * @see https://pytorch.org/docs/stable/generated/torch.nn.ModuleDict.html
 */
export class ModuleDict<Entry extends AnyModule = Module> extends Module<never, never> {
  readonly #entries = new Map<string, Entry>();

  constructor(modules: Readonly<Record<string, Entry>> = {}) {
    super();
    this.update(modules);
  }

  override members(): Iterable<readonly [string, unknown]> {
    return this.#entries;
  }

  protected override setMember(name: string, value: unknown): void {
    if (!(value instanceof Module)) {
      throw new ArgumentError(
        `entry '${name}' of a ModuleDict takes a module; got ${typeof value}`,
      );
    }
    this.#entries.set(name, value as Entry);
  }

  /** @throws {ArgumentError} always: a dict does not say in what order to call its entries. */
  override forward(): never {
    throw new ArgumentError('a ModuleDict cannot be called; call its entries, or use Sequential');
  }

  /** How many modules there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** Whether there is a module of that name. */
  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The module of a name, or `undefined`. */
  get(name: string): Entry | undefined {
    return this.#entries.get(name);
  }

  /** Adds a module, in the place of one of the same name, and returns this. */
  set(name: string, module: Entry): this {
    this.addModule(name, module);
    return this;
  }

  /** Adds every module of an object, and returns this. */
  update(modules: Readonly<Record<string, Entry>>): this {
    for (const [name, module] of Object.entries(modules)) this.set(name, module);
    return this;
  }

  /** Takes the module of a name out, and returns it; `undefined` when there is none. */
  pop(name: string): Entry | undefined {
    const entry = this.#entries.get(name);
    this.#entries.delete(name);
    return entry;
  }

  /** Takes every module out. */
  clear(): void {
    this.#entries.clear();
  }

  /** The names, in order. */
  keys(): IterableIterator<string> {
    return this.#entries.keys();
  }

  /** The modules, in order. */
  values(): IterableIterator<Entry> {
    return this.#entries.values();
  }

  /** Names and modules, in order. */
  [Symbol.iterator](): IterableIterator<[string, Entry]> {
    return this.#entries.entries();
  }
}
