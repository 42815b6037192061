import { isGradEnabled } from '@chainrule/autograd';
import { Storage, Tensor } from '@chainrule/tensor';
import { CompileError } from './compile-error.ts';

// Other objects are told apart by who they are.
const identities = new WeakMap<object, number>();
let identityCount = 0;

function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, ++identityCount);
  return identityCount;
}

function describe(argument: unknown): string {
  if (argument instanceof Tensor) {
    const { dtype, device, shape, strides, offset, requiresGrad, storage } = argument;
    return `${dtype} ${device} [${shape}] [${strides}] ${offset} ${storage.length} ${requiresGrad}`;
  }
  if (typeof argument === 'object' && argument !== null) return `object ${identityOf(argument)}`;
  if (typeof argument === 'function') return `function ${identityOf(argument)}`;
  return `${typeof argument} ${Object.is(argument, -0) ? '-0' : String(argument)}`;
}

/** What a program depends on of its arguments: looks of tensors, values of all else. */
export function signatureOf(args: readonly unknown[]): string {
  return `${isGradEnabled()}|${args.map(describe).join('|')}`;
}

/** Stand-ins for the tensors among a step's arguments, which a program reads at every run. */
export class Placeholders {
  readonly args: readonly unknown[];
  private readonly tensors: ReadonlyMap<number, Tensor>;

  constructor(args: readonly unknown[]) {
    const tensors = new Map<number, Tensor>();
    this.args = args.map((argument, place) => {
      if (!(argument instanceof Tensor)) return argument;
      if (argument.requiresGrad) {
        throw new CompileError(
          `argument ${place} of a compiled step requires grad; parameters are used from outside the step, ` +
            'and data is passed in',
        );
      }
      const { device, dtype, length, buffer } = argument.storage;
      const storage = new Storage(device, dtype, length, buffer);
      const { shape, strides, offset } = argument;
      const placeholder = new Tensor(storage, shape, strides, offset);
      tensors.set(place, placeholder);
      return placeholder;
    });
    this.tensors = tensors;
  }

  /** Lets the stand-ins show these arguments, which look like those they were made for. */
  show(args: readonly unknown[]): void {
    for (const [place, placeholder] of this.tensors) {
      const { storage } = args[place] as Tensor;
      storage.checkUsable();
      placeholder.storage.buffer = storage.buffer;
    }
  }

  /** What a tensor of the step's result is to the caller: part of an argument, or `null`. */
  argumentOf(tensor: Tensor, args: readonly unknown[]): Tensor | null {
    for (const [argument, placeholder] of this.pairs(args)) {
      if (tensor === placeholder) return argument;
      if (tensor.storage !== placeholder.storage) continue;
      return argument.withLayout(tensor.shape, tensor.strides, tensor.offset);
    }
    return null;
  }

  /** The stand-in for each argument that is a tensor. */
  *pairs(args: readonly unknown[]): Iterable<readonly [argument: Tensor, placeholder: Tensor]> {
    for (const [place, placeholder] of this.tensors) yield [args[place] as Tensor, placeholder];
  }
}
