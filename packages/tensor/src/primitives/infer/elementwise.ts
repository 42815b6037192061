import { isFloatingPoint } from '../../dtype.ts';
import { DTypeError } from '../../errors.ts';
import { broadcastShapes, shapesEqual } from '../../shape.ts';
import type { InputsOf, Primitive } from '../signatures.ts';
import { type BinaryInputs, checkSameDType, type ResultSpec, type UnaryInputs } from './rule.ts';

export const toBool = ([x]: UnaryInputs): ResultSpec => ({ shape: x.shape, dtype: 'bool' });

export function floatLike(name: Primitive): (inputs: UnaryInputs) => ResultSpec {
  return (inputs) => {
    const x = inputs[0];
    if (!isFloatingPoint(x.dtype)) {
      throw new DTypeError(`${name} takes a floating point tensor; got ${x.dtype}`);
    }
    return x;
  };
}

export function broadcast(name: Primitive): (inputs: BinaryInputs) => ResultSpec {
  return (inputs) => {
    const a = inputs[0];
    const b = inputs[1];
    checkSameDType(name, a, b);
    if (shapesEqual(a.shape, b.shape)) return a;
    return { shape: broadcastShapes(a.shape, b.shape), dtype: a.dtype };
  };
}

export function compare(name: Primitive): (inputs: BinaryInputs) => ResultSpec {
  const rule = broadcast(name);
  return (inputs) => ({ shape: rule(inputs).shape, dtype: 'bool' });
}

export function where([condition, a, b]: InputsOf<'where'>): ResultSpec {
  if (condition.dtype !== 'bool') {
    throw new DTypeError(`where takes a bool condition; got ${condition.dtype}`);
  }
  checkSameDType('where', a, b);
  const shape = broadcastShapes(condition.shape, broadcastShapes(a.shape, b.shape));
  return { shape, dtype: a.dtype };
}

export function binaryCrossEntropyBackward([
  gradient,
  probability,
  target,
]: InputsOf<'binaryCrossEntropyBackward'>): ResultSpec {
  checkSameDType('binaryCrossEntropyBackward', gradient, probability);
  checkSameDType('binaryCrossEntropyBackward', probability, target);
  const pair = broadcastShapes(probability.shape, target.shape);
  return { shape: broadcastShapes(gradient.shape, pair), dtype: gradient.dtype };
}
