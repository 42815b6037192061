import { isGradEnabled } from '@chainrule/autograd';
import { Tensor, type TypedArray } from '@chainrule/tensor';
import { CompileError } from './compile-error.ts';
import { programStorage } from './program-storage.ts';

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
    const { dtype, device, shape, strides, requiresGrad } = argument;
    const place = device === 'cpu' ? '' : `${argument.offset} of ${argument.storage.length}`;
    return `${dtype} ${device} [${shape}] [${strides}] ${requiresGrad} ${place}`;
  }
  if (typeof argument === 'object' && argument !== null) return `object ${identityOf(argument)}`;
  if (typeof argument === 'function') return `function ${identityOf(argument)}`;
  return `${typeof argument} ${Object.is(argument, -0) ? '-0' : String(argument)}`;
}

/** What a program depends on of its arguments: looks of tensors, values of all else. */
export function signatureOf(args: readonly unknown[]): string {
  return `${isGradEnabled()}|${args.map(describe).join('|')}`;
}

/** How many elements lie from a tensor's first one to its last. */
function extentOf({ shape, strides }: Tensor): number {
  if (shape.includes(0)) return 0;
  return shape.reduce((sum, length, dim) => sum + (length - 1) * (strides[dim] as number), 1);
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
      const { shape, strides, dtype } = argument;
      const { device, length } = argument.storage;
      // A buffer of another device is only there as a whole.
      const [extent, offset] =
        device.type === 'cpu' ? [extentOf(argument), 0] : [length, argument.offset];
      const storage = programStorage(device, dtype, extent);
      const placeholder = new Tensor(storage, shape, strides, offset);
      tensors.set(place, placeholder);
      return placeholder;
    });
    this.tensors = tensors;
  }

  /** The tensors that stand in. */
  get standIns(): Tensor[] {
    return [...this.tensors.values()];
  }

  /** The stand-in for each argument that is a tensor. */
  *pairs(args: readonly unknown[]): Iterable<readonly [argument: Tensor, standIn: Tensor]> {
    for (const [place, standIn] of this.tensors) yield [args[place] as Tensor, standIn];
  }

  /** The stretch of memory from an argument's first element to its last. */
  elementsOf(argument: Tensor): TypedArray {
    argument.storage.checkUsable();
    const { offset } = argument;
    return (argument.storage.buffer as TypedArray).subarray(offset, offset + extentOf(argument));
  }

  /** Lets the stand-ins show these arguments, which look like those they were made for. */
  show(args: readonly unknown[]): void {
    for (const [argument, standIn] of this.pairs(args)) {
      argument.storage.checkUsable();
      standIn.storage.buffer =
        argument.device === 'cpu' ? this.elementsOf(argument) : argument.storage.buffer;
    }
  }

  /** Lets arguments on other devices than the CPU have what the stand-ins were changed to. */
  giveBack(args: readonly unknown[]): void {
    for (const [argument, standIn] of this.pairs(args)) {
      if (argument.device !== 'cpu') argument.storage.buffer = standIn.storage.buffer;
    }
  }

  /** What a tensor of the step's result is to the caller: part of an argument, or `null`. */
  argumentOf(tensor: Tensor, args: readonly unknown[]): Tensor | null {
    for (const [argument, standIn] of this.pairs(args)) {
      if (tensor === standIn) return argument;
      if (tensor.storage !== standIn.storage) continue;
      const moved = tensor.offset - standIn.offset;
      return argument.withLayout(tensor.shape, tensor.strides, argument.offset + moved);
    }
    return null;
  }
}
