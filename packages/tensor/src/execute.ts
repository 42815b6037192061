import { type Device, getDefaultDevice } from './device.ts';
import { type Interpreter, installInterpreter } from './dispatch.ts';
import { DeviceError, DTypeError, ShapeError } from './errors.ts';
import { inferenceRules, type ResultSpec } from './primitives/infer.ts';
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
function allocateTensor(device: Device, shape: Shape, dtype: Tensor['dtype']): Tensor {
  const length = numberOfElements(shape);
  const storage = new Storage(device, dtype, length, device.allocate(dtype, length));
  return new Tensor(storage, shape, contiguousStrides(shape), 0);
}

function checkInputs(primitive: Primitive, inputs: readonly Tensor[], device: Device): void {
  for (let input = 0; input < inputs.length; input++) {
    const { storage } = inputs[input] as Tensor;
    storage.checkUsable();
    if (storage.device === device) continue;
    throw new DeviceError(
      `${primitive} takes tensors on one device; got ${storage.device.type} and ${device.type}; ` +
        `move one with to('${device.type}')`,
    );
  }
}

function deviceOf(primitive: Primitive, inputs: readonly Tensor[], params: object): Device {
  const first = inputs[0];
  if (first === undefined) return (params as { device?: Device }).device ?? getDefaultDevice();
  const { device } = first.storage;
  checkInputs(primitive, inputs, device);
  return device;
}

function transfer(x: Tensor, device: Device): Tensor {
  const length = x.numel();
  const storage = new Storage(device, x.dtype, length, device.upload(x.dtype, x.elementsNow()));
  return new Tensor(storage, x.shape, contiguousStrides(x.shape), 0);
}

/** Whether the device may write `target` element by element while it reads `inputs`. */
export function canComputeInPlace(
  primitive: Primitive,
  target: Tensor,
  inputs: readonly Tensor[],
): boolean {
  if (!target.isContiguous()) return false;
  for (let position = 0; position < inputs.length; position++) {
    const input = inputs[position] as Tensor;
    if (input.storage !== target.storage) continue;
    const samePlaces =
      primitiveKinds[primitive] === 'elementwise' &&
      input.offset === target.offset &&
      input.isContiguous() &&
      shapesEqual(input.shape, target.shape);
    if (!samePlaces) return false;
  }
  return true;
}

/** Whether several elements are one in memory. */
function repeatsElements({ shape, strides }: Tensor): boolean {
  for (let dim = 0; dim < shape.length; dim++) {
    if (strides[dim] === 0 && (shape[dim] as number) > 1) return true;
  }
  return false;
}

function checkTarget(primitive: Primitive, target: Tensor, result: ResultSpec): void {
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
  if (!target.isContiguous() && repeatsElements(target)) {
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
  const { device } = target.storage;
  // A view has no kernel: it is made aside and copied.
  if (result.layout === undefined && canComputeInPlace(primitive, target, inputs)) {
    checkInputs(primitive, inputs, device);
    device.run(primitive as ComputedPrimitive, inputs as never, params as never, target);
  } else {
    device.copy(compute(primitive, inputs, params), target);
  }
  target.storage.version++;
  return target;
}

/** The bottom layer: infers the result, makes room for it, and lets the device compute. */
const execution: Interpreter = { apply: compute, assign: computeInto };

installInterpreter('execute', () => execution);
