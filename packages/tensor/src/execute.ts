import { type Device, getDefaultDevice } from './device.ts';
import { type Interpreter, installInterpreter } from './dispatch.ts';
import { DeviceError, DTypeError, ShapeError } from './errors.ts';
import { inferenceRules } from './primitives/infer.ts';
import { primitiveKinds } from './primitives/kinds.ts';
import type { ComputedPrimitive, InputsOf, ParamsOf, Primitive } from './primitives/signatures.ts';
import {
  contiguousStrides,
  formatShape,
  numberOfElements,
  type Shape,
  shapesEqual,
} from './shape.ts';
import { Storage } from './storage.ts';
import { Tensor } from './tensor.ts';

/** A tensor on `device` with room for its elements, all zero. */
export function allocateTensor(device: Device, shape: Shape, dtype: Tensor['dtype']): Tensor {
  const length = numberOfElements(shape);
  const storage = new Storage(device, dtype, length, device.allocate(dtype, length));
  return new Tensor(storage, shape, contiguousStrides(shape), 0);
}

function deviceOf(primitive: Primitive, inputs: readonly Tensor[], params: object): Device {
  const first = inputs[0];
  if (first === undefined) return (params as { device?: Device }).device ?? getDefaultDevice();
  const { device } = first.storage;
  checkOneDevice(primitive, device, inputs);
  return device;
}

function checkOneDevice(primitive: Primitive, device: Device, inputs: readonly Tensor[]): void {
  for (const input of inputs) {
    input.storage.checkUsable();
    if (input.storage.device !== device) {
      throw new DeviceError(
        `${primitive} takes tensors on one device; got '${device.type}' and '${input.device}'; ` +
          `move one with to('${device.type}')`,
      );
    }
  }
}

function transfer(x: Tensor, device: Device): Tensor {
  const length = x.numel();
  const storage = new Storage(device, x.dtype, length, device.upload(x.dtype, x.dataSync()));
  return new Tensor(storage, x.shape, contiguousStrides(x.shape), 0);
}

/** Whether reading `input` while writing `target` element by element gives the right result. */
function canWriteWhileReading(primitive: Primitive, target: Tensor, input: Tensor): boolean {
  if (input.storage !== target.storage) return true;
  return (
    primitiveKinds[primitive] === 'elementwise' &&
    input.offset === target.offset &&
    shapesEqual(input.shape, target.shape) &&
    input.isContiguous()
  );
}

/** Whether several elements are one in memory. */
function isStretched(x: Tensor): boolean {
  if (x.isContiguous()) return false;
  return x.shape.some((length, dim) => length > 1 && x.strides[dim] === 0);
}

function canWriteWhileReadingAll(
  primitive: Primitive,
  target: Tensor,
  inputs: readonly Tensor[],
): boolean {
  for (const input of inputs) if (!canWriteWhileReading(primitive, target, input)) return false;
  return true;
}

function checkTarget(
  primitive: Primitive,
  target: Tensor,
  result: { shape: Shape; dtype: string },
) {
  target.storage.checkUsable();
  if (!shapesEqual(result.shape, target.shape)) {
    throw new ShapeError(
      `${primitive} gives shape ${formatShape(result.shape)}, which cannot be written in place into a ` +
        `tensor of shape ${formatShape(target.shape)}`,
    );
  }
  if (result.dtype !== target.dtype) {
    throw new DTypeError(
      `${primitive} gives ${result.dtype}, which cannot be written in place into ${target.dtype}`,
    );
  }
  if (isStretched(target)) {
    throw new ShapeError(
      'an expanded tensor cannot be written in place, as several of its elements are one in memory; ' +
        'call contiguous() or clone() first',
    );
  }
}

/** A new tensor: a view, a copy on another device, or what the device computes. */
function compute<P extends Primitive>(
  primitive: P,
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
): Tensor {
  const device = deviceOf(primitive, inputs, params);
  const { shape, dtype, layout } = inferenceRules[primitive](inputs, params);
  const first: Tensor | undefined = inputs[0];
  if (layout !== undefined && first !== undefined) {
    return new Tensor(first.storage, shape, layout.strides, layout.offset);
  }
  if (isTransfer(primitive) && first !== undefined) {
    return transfer(first, (params as ParamsOf<'transfer'>).device);
  }
  const out = allocateTensor(device, shape, dtype);
  device.run(primitive as ComputedPrimitive, inputs as never, params as never, out);
  return out;
}

function isTransfer(primitive: Primitive): primitive is 'transfer' {
  return primitive === 'transfer';
}

function computeInto<P extends Primitive>(
  target: Tensor,
  primitive: P,
  inputs: InputsOf<P>,
  params: ParamsOf<P>,
): Tensor {
  const result = inferenceRules[primitive](inputs, params);
  checkTarget(primitive, target, result);
  const direct =
    result.layout === undefined &&
    target.isContiguous() &&
    canWriteWhileReadingAll(primitive, target, inputs);
  if (direct) {
    const { device } = target.storage;
    checkOneDevice(primitive, device, inputs);
    device.run(primitive as ComputedPrimitive, inputs as never, params as never, target);
  } else {
    target.storage.device.copy(compute(primitive, inputs, params), target);
  }
  target.storage.version++;
  return target;
}

/** The bottom layer: infers the result, makes room for it, and lets the device compute. */
export const execution: Interpreter = { apply: compute, assign: computeInto };

installInterpreter('execute', () => execution);
