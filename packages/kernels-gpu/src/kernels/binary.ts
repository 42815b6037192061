import type { TemplateTypes } from './template.ts';

type Formula = (a: string, b: string) => string;

function floats(formula: Formula) {
  return ([a, b]: readonly string[]): string => formula(a as string, b as string);
}

/** A formula for floats and one for integers. */
function both(forFloats: Formula, forIntegers: Formula) {
  return ([a, b]: readonly string[], { operand }: TemplateTypes): string =>
    (operand === 'float32' ? forFloats : forIntegers)(a as string, b as string);
}

/** 1 where a condition holds, 0 elsewhere. */
function test(forFloats: Formula, forIntegers: Formula) {
  return both(
    (a, b) => `choose(${forFloats(a, b)}, 1, 0)`,
    (a, b) => `choose(${forIntegers(a, b)}, 1, 0)`,
  );
}

export const binaryTemplates = {
  add: floats((a, b) => `${a} + ${b}`),
  atan2: floats((a, b) => `angleOf(${a}, ${b})`),
  binaryCrossEntropy: floats(
    (probability, target) => `binaryCrossEntropy(${probability}, ${target})`,
  ),
  div: both(
    (a, b) => `${a} / ${b}`,
    (a, b) => `divide(${a}, ${b})`,
  ),
  floorDivide: both(
    (a, b) => `floorOfQuotient(${a}, ${b})`,
    (a, b) => `floorDivideIntegers(${a}, ${b})`,
  ),
  fmod: both(
    (a, b) => `restOf(${a}, ${b})`,
    (a, b) => `modulo(${a}, ${b})`,
  ),
  maximum: both(
    (a, b) => `larger(${a}, ${b})`,
    (a, b) => `choose(${a} > ${b}, ${a}, ${b})`,
  ),
  minimum: both(
    (a, b) => `smaller(${a}, ${b})`,
    (a, b) => `choose(${a} < ${b}, ${a}, ${b})`,
  ),
  mul: floats((a, b) => `${a} * ${b}`),
  pow: both(
    (a, b) => `power(${a}, ${b})`,
    (a, b) => `powerOfIntegers(${a}, ${b})`,
  ),
  remainder: both(
    (a, b) => `remainderOf(${a}, ${b})`,
    (a, b) => `remainderOfIntegers(${a}, ${b})`,
  ),
  sub: floats((a, b) => `${a} - ${b}`),

  eq: test(
    (a, b) => `equals(${a}, ${b})`,
    (a, b) => `${a} == ${b}`,
  ),
  ge: test(
    (a, b) => `lessOrEqual(${b}, ${a})`,
    (a, b) => `${a} >= ${b}`,
  ),
  gt: test(
    (a, b) => `less(${b}, ${a})`,
    (a, b) => `${a} > ${b}`,
  ),
  le: test(
    (a, b) => `lessOrEqual(${a}, ${b})`,
    (a, b) => `${a} <= ${b}`,
  ),
  logicalAnd: test(
    (a, b) => `!equals(${a}, 0.0) && !equals(${b}, 0.0)`,
    (a, b) => `${a} != 0 && ${b} != 0`,
  ),
  logicalOr: test(
    (a, b) => `!equals(${a}, 0.0) || !equals(${b}, 0.0)`,
    (a, b) => `${a} != 0 || ${b} != 0`,
  ),
  logicalXor: test(
    (a, b) => `equals(${a}, 0.0) != equals(${b}, 0.0)`,
    (a, b) => `(${a} != 0) != (${b} != 0)`,
  ),
  lt: test(
    (a, b) => `less(${a}, ${b})`,
    (a, b) => `${a} < ${b}`,
  ),
  ne: test(
    (a, b) => `!equals(${a}, ${b})`,
    (a, b) => `${a} != ${b}`,
  ),
} as const;
