import type { Device } from '../device.ts';
import { apply } from '../dispatch.ts';
import {
  allocateArray,
  type DType,
  dtypeCategory,
  getDefaultDtype,
  isFloatingPoint,
  promoteTypes,
} from '../dtype.ts';
import { ArgumentError, DTypeError } from '../errors.ts';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import { isTidying } from '../tidy-scope.ts';
import { isTracing } from '../tracing.ts';

/** What arithmetic takes: a tensor, or a number or boolean that stands for a scalar. */
export type TensorOperand = Tensor | number | boolean;

// Numbers written in the code recur every step, so their tensors are kept; a loop that makes ever
// new ones empties the shelf now and then.
const shelfCapacity = 512;

interface Shelf {
  readonly kept: Map<number, Tensor>;
  /**
   * Numbers that came up in one `tidy` only: they may be ever new ones, such as Adam's corrections, so
   * they are given back with all else, and kept when they come up in another one.
   */
  readonly passing: Map<number, Tensor>;
}
const shelves = new Map<Device, Map<DType, Shelf>>();

function shelfOf(dtype: DType, device: Device): Shelf {
  let ofDevice = shelves.get(device);
  if (ofDevice === undefined) {
    ofDevice = new Map();
    shelves.set(device, ofDevice);
  }
  let shelf = ofDevice.get(dtype);
  if (shelf === undefined) {
    shelf = { kept: new Map(), passing: new Map() };
    ofDevice.set(dtype, shelf);
  }
  return shelf;
}

function scalar(value: number, dtype: DType, device: Device): Tensor {
  const data = allocateArray(dtype, 1);
  data[0] = value;
  // As the dtype holds it, which may be rounded.
  const held = data[0] as number;
  return new Tensor(new Storage(device, dtype, 1, device.upload(dtype, data), held), [], [], 0);
}

/**
 * A constant scalar on `device`, shared by all who ask for the same one: never change it in place.
 */
export function constant(value: number, dtype: DType, device: Device): Tensor {
  // A map takes -0 for 0, so -0 is not kept.
  if (Object.is(value, -0)) return scalar(value, dtype, device);
  const shelf = shelfOf(dtype, device);
  const known = shelf.kept.get(value);
  if (known !== undefined) return known;
  const passing = shelf.passing.get(value);
  if (passing !== undefined && !passing.storage.disposed) return passing;
  const tensor = scalar(value, dtype, device);
  if (isTidying() && !isTracing() && passing === undefined) {
    tensor.storage.kept = false;
    put(shelf.passing, value, tensor);
  } else {
    put(shelf.kept, value, tensor);
  }
  return tensor;
}

function put(tensors: Map<number, Tensor>, value: number, tensor: Tensor): void {
  if (tensors.size >= shelfCapacity) tensors.clear();
  tensors.set(value, tensor);
}

/** The dtype that a JavaScript number or boolean has on its own, as PyTorch sees a Python one. */
function dtypeOfNumber(value: number | boolean): DType {
  if (typeof value === 'boolean') return 'bool';
  return Number.isInteger(value) ? 'int32' : getDefaultDtype();
}

function join(a: DType | null, b: DType): DType {
  return a === null ? b : promoteTypes(a, b);
}

/** What `next`, a kind of operand of lower rank, makes of `current`: only its category counts. */
function lift(current: DType | null, next: DType | null): DType | null {
  if (current === null || next === null) return current ?? next;
  return dtypeCategory(next) > dtypeCategory(current) ? next : current;
}

/**
 * The dtype that operands compute in: PyTorch's rules, where tensors with dimensions come first,
 * scalars next and numbers last, and a later kind only counts when its category is higher. A
 * JavaScript number counts as an integer when it is whole.
 *
 * @see https://pytorch.org/docs/stable/generated/torch.result_type.html
 */
export function resultType(...operands: readonly TensorOperand[]): DType {
  let dimensioned: DType | null = null;
  let scalars: DType | null = null;
  let numbers: DType | null = null;
  for (const operand of operands) {
    if (!(operand instanceof Tensor)) numbers = join(numbers, dtypeOfNumber(operand));
    else if (operand.ndim > 0) dimensioned = join(dimensioned, operand.dtype);
    else scalars = join(scalars, operand.dtype);
  }
  return lift(lift(dimensioned, scalars), numbers) ?? getDefaultDtype();
}

/** `x` in `dtype`; itself when it has it already. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : apply('cast', [x], { dtype });
}

/** `x` on `device` if it is a scalar on the CPU, which goes along with tensors anywhere; else `x`. */
function alongside(x: Tensor, device: Device): Tensor {
  const isElsewhere = x.storage.device !== device && x.ndim === 0 && x.device === 'cpu';
  return isElsewhere ? apply('transfer', [x], { device }) : x;
}

/** An operand as a tensor of `dtype` on `device`; of tensors elsewhere, only scalars on the CPU are moved. */
export function operandAs(operand: TensorOperand, dtype: DType, device: Device): Tensor {
  if (operand instanceof Tensor) return alongside(cast(operand, dtype), device);
  if (typeof operand !== 'number' && typeof operand !== 'boolean') {
    throw new ArgumentError(`expected a tensor or a number; got ${describe(operand)}`);
  }
  return constant(dtype === 'bool' ? (operand ? 1 : 0) : Number(operand), dtype, device);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array; make a tensor of it with tensor([...])';
  return typeof value;
}

/** Two operands in the dtype they promote to. At least one is a tensor. */
export function promote(a: TensorOperand, b: TensorOperand): [Tensor, Tensor] {
  if (a instanceof Tensor) {
    if (b instanceof Tensor && a.dtype === b.dtype && a.storage.device === b.storage.device) {
      return [a, b];
    }
    // A number never changes the dtype of floats.
    if (typeof b === 'number' && isFloatingPoint(a.dtype)) {
      return [a, constant(b, a.dtype, a.storage.device)];
    }
  }
  const dtype = resultType(a, b);
  const device = deviceOf(a, b);
  return [operandAs(a, dtype, device), operandAs(b, dtype, device)];
}

/** As {@link promote}, where integers become the default floating point dtype. */
export function promoteToFloat(a: TensorOperand, b: TensorOperand): [Tensor, Tensor] {
  const [left, right] = promote(a, b);
  return [toFloat(left), toFloat(right)];
}

/** `x` if it is floating point, else `x` in the default floating point dtype. */
export function toFloat(x: Tensor): Tensor {
  return isFloatingPoint(x.dtype) ? x : cast(x, getDefaultDtype());
}

/** The device that operands compute on: scalars on the CPU follow the others. */
export function deviceOf(...operands: readonly TensorOperand[]): Device {
  for (const operand of operands) {
    if (!(operand instanceof Tensor)) continue;
    if (operand.ndim > 0 || operand.device !== 'cpu') return operand.storage.device;
  }
  return firstTensor(...operands).storage.device;
}

/** The first tensor among operands. */
function firstTensor(...operands: readonly TensorOperand[]): Tensor {
  for (const operand of operands) if (operand instanceof Tensor) return operand;
  throw new ArgumentError(
    `expected a tensor among the operands; got ${operands.map(describe).join(' and ')}`,
  );
}

/** Throws a {@link DTypeError} for booleans and bool tensors. */
export function refuseBool(name: string, ...operands: readonly TensorOperand[]): void {
  for (const operand of operands) {
    if (operand instanceof Tensor ? operand.dtype === 'bool' : typeof operand === 'boolean') {
      throw new DTypeError(`${name} does not take bools; cast them with int(), or use logicalXor`);
    }
  }
}
