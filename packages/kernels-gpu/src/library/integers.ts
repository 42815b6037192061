import type { LibraryFunction } from './function.ts';

const binary = { arguments: ['Integer', 'Integer'], returns: 'Integer' } as const;

/** Arithmetic of 32-bit integers, which wraps as it does everywhere else. */
export const integerFunctions = {
  /** The quotient of two integers, cut off towards 0. */
  divide: {
    ...binary,
    glsl100: 'int divide(int a, int b) { return a / b; }',
    wgsl: 'fn fn_divide(a : i32, b : i32) -> i32 { return a / b; }',
  },

  /** What `divide` leaves, with the sign of `a`. */
  modulo: {
    ...binary,
    glsl100: 'int modulo(int a, int b) { return a - b * (a / b); }',
    wgsl: 'fn fn_modulo(a : i32, b : i32) -> i32 { return a % b; }',
  },

  /** An integer as such; gpu.js takes a bare `let n = 0` for a float. */
  integer: {
    arguments: ['Integer'],
    returns: 'Integer',
    glsl100: 'int integer(int a) { return a; }',
    wgsl: 'fn fn_integer(a : i32) -> i32 { return a; }',
  },

  /** One of two integers. */
  choose: {
    arguments: ['Boolean', 'Integer', 'Integer'],
    returns: 'Integer',
    glsl100: 'int choose(bool condition, int a, int b) { return condition ? a : b; }',
    wgsl: 'fn fn_choose(condition : bool, a : i32, b : i32) -> i32 { return select(b, a, condition); }',
  },

  /** The nearest float. */
  toFloat: {
    arguments: ['Integer'],
    returns: 'Number',
    glsl100: 'float toFloat(int a) { return float(a); }',
    wgsl: 'fn fn_toFloat(a : i32) -> f32 { return f32(a); }',
  },

  /** A float without its fraction; -2^31 for what does not fit, as PyTorch has it on x86. */
  toInteger: {
    arguments: ['Number'],
    returns: 'Integer',
    glsl100: `int toInteger(float x) {
  return x > -2147483648.0 && x < 2147483648.0 ? int(x) : (-2147483647 - 1);
}`,
    wgsl: `fn fn_toInteger(x : f32) -> i32 {
  if (x > -2147483648.0 && x < 2147483648.0) { return i32(x); }
  return -2147483647 - 1;
}`,
  },

  /** The lowest eight bits. */
  wrapByte: {
    arguments: ['Integer'],
    returns: 'Integer',
    glsl100: `int wrapByte(int a) {
  int rest = a - (a / 256) * 256;
  return rest < 0 ? rest + 256 : rest;
}`,
    wgsl: 'fn fn_wrapByte(a : i32) -> i32 { return a & 255; }',
  },

  /** The quotient rounded down, as Python's `//`. */
  floorDivideIntegers: {
    ...binary,
    javascript: `function floorDivideIntegers(a, b) {
  const quotient = divide(a, b);
  const rest = a - quotient * b;
  if (rest != 0) {
    if ((rest < 0) != (b < 0)) { return quotient - 1; }
  }
  return quotient;
}`,
  },

  /** The remainder with the divisor's sign, as Python's `%`. */
  remainderOfIntegers: {
    ...binary,
    javascript: `function remainderOfIntegers(a, b) {
  const rest = modulo(a, b);
  if (rest != 0) {
    if ((rest < 0) != (b < 0)) { return rest + b; }
  }
  return rest;
}`,
  },

  /** An integer to an integer power, by squaring. */
  powerOfIntegers: {
    ...binary,
    javascript: `function powerOfIntegers(base, exponent) {
  if (exponent < 0) {
    if (base == 1) { return integer(1); }
    if (base == -1) { return choose(modulo(exponent, 2) == 0, 1, -1); }
    return integer(0);
  }
  let result = integer(1);
  let square = integer(base);
  let rest = integer(exponent);
  for (let bit = 0; bit < 31; bit++) {
    if (modulo(rest, 2) == 1) { result = result * square; }
    square = square * square;
    rest = divide(rest, 2);
  }
  return result;
}`,
  },
} as const satisfies Record<string, LibraryFunction>;
