import { programCodes as codes } from '@chainrule/kernels-cpu';
import {
  allocateArray,
  type DType,
  getDevice,
  type ParamsOf,
  type Primitive,
  Storage,
  Tensor,
} from '@chainrule/tensor';
import type { Instruction } from '../../trace.ts';

/** One operation of a group: `out = code(...operands)`. */
export interface ElementOperation {
  readonly code: number;
  readonly out: Tensor;
  readonly operands: readonly Tensor[];
}

type Codes = { readonly [P in Primitive]?: number };

/** Of float32 only, the result too. */
const floats: Codes = {
  contiguous: codes.COPY_ELEMENTS,
  neg: codes.NEG,
  abs: codes.ABS,
  sqrt: codes.SQRT,
  reciprocal: codes.RECIPROCAL,
  rsqrt: codes.RSQRT,
  exp: codes.EXP,
  log: codes.LOG,
  sigmoid: codes.SIGMOID,
  tanh: codes.TANH,
  relu: codes.RELU,
  floor: codes.FLOOR,
  ceil: codes.CEIL,
  trunc: codes.TRUNC,
  round: codes.ROUND,
  sign: codes.SIGN,
  add: codes.ADD,
  sub: codes.SUB,
  mul: codes.MUL,
  div: codes.DIV,
  maximum: codes.MAXIMUM,
  minimum: codes.MINIMUM,
  reluBackward: codes.RELU_BACKWARD,
  sigmoidBackward: codes.SIGMOID_BACKWARD,
  tanhBackward: codes.TANH_BACKWARD,
  binaryCrossEntropy: codes.BINARY_CROSS_ENTROPY,
  binaryCrossEntropyBackward: codes.BINARY_CROSS_ENTROPY_BACKWARD,
  eq: codes.EQ,
  ne: codes.NE,
  lt: codes.LT,
  le: codes.LE,
};

const integers: Codes = {
  contiguous: codes.COPY_ELEMENTS,
  add: codes.ADD_INTEGERS,
  eq: codes.EQ_INTEGERS,
  ne: codes.NE_INTEGERS,
};

const doubles: Codes = {
  neg: codes.NEG_DOUBLE,
  sqrt: codes.SQRT_DOUBLE,
  add: codes.ADD_DOUBLE,
  sub: codes.SUB_DOUBLE,
  mul: codes.MUL_DOUBLE,
  div: codes.DIV_DOUBLE,
};

const bools: Codes = {
  logicalNot: codes.NOT,
  logicalAnd: codes.AND,
  logicalOr: codes.OR,
  logicalXor: codes.XOR,
};

const byDtype: { readonly [D in DType]?: Codes } = {
  float32: floats,
  float64: doubles,
  int32: integers,
  bool: bools,
};

const casts: { readonly [From in DType]?: { readonly [To in DType]?: number } } = {
  bool: { float32: codes.FROM_BYTE },
  uint8: { float32: codes.FROM_BYTE },
  int32: { float32: codes.FROM_INTEGER },
  float32: { float64: codes.PROMOTE },
  float64: { float32: codes.DEMOTE },
};

function scalar(value: number, dtype: DType): Tensor {
  const data = allocateArray(dtype, 1);
  data[0] = value;
  return new Tensor(new Storage(getDevice('cpu'), dtype, 1, data, value), [], [], 0);
}

function clamp({ inputs, params, out }: Instruction): ElementOperation[] {
  const { min, max } = params as ParamsOf<'clamp'>;
  let x = inputs[0] as Tensor;
  const operations: ElementOperation[] = [];
  if (min !== null) {
    operations.push({ code: codes.MAXIMUM, out, operands: [x, scalar(min, 'float32')] });
    x = out;
  }
  if (max !== null) {
    operations.push({ code: codes.MINIMUM, out, operands: [x, scalar(max, 'float32')] });
  }
  return operations;
}

/** Squares and roots; other powers are left to the kernels of the device. */
function power({ inputs, out }: Instruction): ElementOperation[] | null {
  const [base, exponent] = inputs as readonly [Tensor, Tensor];
  if (!exponent.storage.constant || base.storage.constant) return null;
  const { value } = exponent.storage;
  if (value === 2) return [{ code: codes.MUL, out, operands: [base, base] }];
  if (value === 0.5) return [{ code: codes.SQRT, out, operands: [base] }];
  if (value === -0.5) return [{ code: codes.RSQRT, out, operands: [base] }];
  return null;
}

function isWide({ dtype }: Tensor): boolean {
  return dtype === 'float32' || dtype === 'int32';
}

/** An elementwise instruction as operations of a group, or `null` if there are none that do it. */
export function elementOperations(instruction: Instruction): ElementOperation[] | null {
  const { primitive, inputs, params, out } = instruction;
  if (primitive === 'full') {
    if (!isWide(out)) return null;
    const { value } = params as ParamsOf<'full'>;
    return [{ code: codes.COPY_ELEMENTS, out, operands: [scalar(value, out.dtype)] }];
  }
  const [x, y] = inputs;
  if (x === undefined) return null;
  const one = (code: number | undefined, operands = inputs): ElementOperation[] | null =>
    code === undefined ? null : [{ code, out, operands }];
  if (primitive === 'cast') return one(casts[x.dtype]?.[out.dtype]);
  if (primitive === 'where') return y !== undefined && isWide(y) ? one(codes.WHERE) : null;
  if (x.dtype === 'float32') {
    if (primitive === 'clamp') return clamp(instruction);
    if (primitive === 'pow') return power(instruction);
    if (primitive === 'gt') return one(codes.LT, [...inputs].reverse());
    if (primitive === 'ge') return one(codes.LE, [...inputs].reverse());
  }
  return one(byDtype[x.dtype]?.[primitive]);
}
