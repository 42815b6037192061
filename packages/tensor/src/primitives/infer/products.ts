import { ShapeError } from '../../errors.ts';
import { broadcastShapes, formatShape, stretchesTo } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { InputsOf, Primitive } from '../signatures.ts';
import { type BinaryInputs, checkSameDType, type ResultSpec } from './rule.ts';

function checkFits(name: Primitive, a: Tensor, b: Tensor): void {
  checkSameDType(name, a, b);
  if (a.ndim >= 2 && b.ndim >= 2 && a.shape[a.ndim - 1] === b.shape[b.ndim - 2]) return;
  throw new ShapeError(
    `${name} cannot multiply shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}: ` +
      'the last dimension of the first must equal the second last of the second',
  );
}

export function matmul(inputs: BinaryInputs): ResultSpec {
  const a = inputs[0];
  const b = inputs[1];
  checkFits('matmul', a, b);
  const rows = a.shape[a.ndim - 2] as number;
  const columns = b.shape[b.ndim - 1] as number;
  if (a.ndim === 2 && b.ndim === 2) return { shape: [rows, columns], dtype: a.dtype };
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return { shape: [...batch, rows, columns], dtype: a.dtype };
}

export function addmm(inputs: InputsOf<'addmm'>): ResultSpec {
  const bias = inputs[0];
  const a = inputs[1];
  const b = inputs[2];
  if (a.ndim !== 2 || b.ndim !== 2) {
    throw new ShapeError(
      `addmm multiplies two matrices; got shapes ${formatShape(a.shape)} and ${formatShape(b.shape)}`,
    );
  }
  checkFits('addmm', a, b);
  checkSameDType('addmm', bias, a);
  const product = { shape: [a.shape[0] as number, b.shape[1] as number], dtype: a.dtype };
  if (!stretchesTo(bias.shape, product.shape)) {
    throw new ShapeError(
      `addmm cannot add shape ${formatShape(bias.shape)} to a product of shape ${formatShape(product.shape)}`,
    );
  }
  return product;
}
