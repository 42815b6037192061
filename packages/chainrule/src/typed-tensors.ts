import { type DType, empty, type NestedArray, type Tensor, tensor } from '@chainrule/tensor';

/** What makes tensors of one dtype: from their elements, or of a shape given as its lengths. */
export interface TensorConstructor {
  /** A tensor with these elements. */
  (data: readonly NestedArray[]): Tensor;
  /** A tensor of this shape, whose elements mean nothing; here they are 0. */
  (...shape: number[]): Tensor;
}

function constructorOf(dtype: DType): TensorConstructor {
  return (first: NestedArray = 0, ...rest: number[]) =>
    typeof first === 'number' ? empty([first, ...rest], { dtype }) : tensor(first, { dtype });
}

/**
 * Makes float32 tensors, as older PyTorch scripts do; `tensor` is what newer ones use.
 *
 * @example
 * ```ts
 * import * as torch from 'chainrule';
 *
 * torch.FloatTensor([[0, 1], [2, 3]]); // tensor([[0., 1.], [2., 3.]])
 * torch.FloatTensor(2, 3).shape; // [2, 3]
 * ```
 * @see https://pytorch.org/docs/stable/tensors.html
 */
export const FloatTensor: TensorConstructor = /* @__PURE__ */ constructorOf('float32');

/** Makes float64 tensors; see {@link FloatTensor}. */
export const DoubleTensor: TensorConstructor = /* @__PURE__ */ constructorOf('float64');

/** Makes int32 tensors; see {@link FloatTensor}. */
export const IntTensor: TensorConstructor = /* @__PURE__ */ constructorOf('int32');

/** Makes int32 tensors, the widest integers that there are; see {@link FloatTensor}. */
export const LongTensor: TensorConstructor = /* @__PURE__ */ constructorOf('int32');

/** Makes uint8 tensors; see {@link FloatTensor}. */
export const ByteTensor: TensorConstructor = /* @__PURE__ */ constructorOf('uint8');

/** Makes bool tensors; see {@link FloatTensor}. */
export const BoolTensor: TensorConstructor = /* @__PURE__ */ constructorOf('bool');
