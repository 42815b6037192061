import { literal, type TemplateTypes } from './template.ts';

/** A formula for floats; only floats reach it. */
function floats(formula: (x: string) => string) {
  return ([x]: readonly string[]): string => formula(x as string);
}

/** A formula for floats and one for integers. */
function both(forFloats: (x: string) => string, forIntegers: (x: string) => string) {
  return ([x]: readonly string[], { operand }: TemplateTypes): string =>
    (operand === 'float32' ? forFloats : forIntegers)(x as string);
}

const same = (x: string): string => x;

/** Between dtypes: cut off and wrapped as on the CPU. */
function cast([x]: readonly string[], { operand, result }: TemplateTypes): string {
  if (result === 'bool') {
    return operand === 'float32' ? `choose(equals(${x}, 0.0), 0, 1)` : `choose(${x} == 0, 0, 1)`;
  }
  if (result === 'float32') return operand === 'float32' ? `${x}` : `toFloat(${x})`;
  // The result is wrapped to eight bits where it is a byte.
  return operand === 'float32' ? `toInteger(${x})` : `${x}`;
}

/** Ends bounds on both sides; NaN passes. */
function clamp(
  [x]: readonly string[],
  { operand }: TemplateTypes,
  { min, max }: { readonly min: number | null; readonly max: number | null },
): string {
  const floating = operand === 'float32';
  let bounded = x as string;
  if (min !== null) bounded = larger(bounded, literal(min, operand), floating);
  if (max !== null) bounded = smaller(bounded, literal(max, operand), floating);
  return bounded;
}

function larger(a: string, b: string, floating: boolean): string {
  return floating ? `larger(${a}, ${b})` : `choose(${a} > ${b}, ${a}, ${b})`;
}

function smaller(a: string, b: string, floating: boolean): string {
  return floating ? `smaller(${a}, ${b})` : `choose(${a} < ${b}, ${a}, ${b})`;
}

export const unaryTemplates = {
  abs: both(
    (x) => `Math.abs(${x})`,
    (x) => `choose(${x} < 0, -${x}, ${x})`,
  ),
  acos: floats((x) => `arcCosine(${x})`),
  asin: floats((x) => `arcSine(${x})`),
  atan: floats((x) => `angleOf(${x}, 1.0)`),
  ceil: both((x) => `roundUp(${x})`, same),
  cos: floats((x) => `cosine(${x})`),
  cosh: floats((x) => `hyperbolicCosine(${x})`),
  erf: floats((x) => `errorFunction(${x})`),
  erfinv: floats((x) => `inverseErrorFunction(${x})`),
  exp: floats((x) => `exponential(${x})`),
  expm1: floats((x) => `expMinusOne(${x})`),
  floor: both((x) => `roundDown(${x})`, same),
  log: floats((x) => `naturalLog(${x})`),
  log10: floats((x) => `naturalLog(${x}) * 0.4342944819`),
  log1p: floats((x) => `logOnePlus(${x})`),
  log2: floats((x) => `naturalLog(${x}) * 1.442695041`),
  logicalNot: both(
    (x) => `choose(equals(${x}, 0.0), 1, 0)`,
    (x) => `choose(${x} == 0, 1, 0)`,
  ),
  neg: floats((x) => `-${x}`),
  reciprocal: floats((x) => `1.0 / ${x}`),
  // Written so that NaN stays NaN, as a comparison with it is false.
  relu: both(
    (x) => `less(${x}, 0.0) ? 0.0 : ${x}`,
    (x) => `choose(${x} < 0, 0, ${x})`,
  ),
  round: both((x) => `roundToEven(${x})`, same),
  rsqrt: floats((x) => `1.0 / Math.sqrt(${x})`),
  sigmoid: floats((x) => `1.0 / (1.0 + exponential(-${x}))`),
  // PyTorch's sign of NaN is 0.
  sign: both(
    (x) => `(less(0.0, ${x}) ? 1.0 : 0.0) - (less(${x}, 0.0) ? 1.0 : 0.0)`,
    (x) => `choose(${x} > 0, 1, choose(${x} < 0, -1, 0))`,
  ),
  sin: floats((x) => `sine(${x})`),
  sinh: floats((x) => `hyperbolicSine(${x})`),
  sqrt: floats((x) => `Math.sqrt(${x})`),
  tan: floats((x) => `sine(${x}) / cosine(${x})`),
  tanh: floats((x) => `hyperbolicTangent(${x})`),
  trunc: both((x) => `cutOff(${x})`, same),
  cast,
  clamp,
  contiguous: floats(same),
} as const;
