import type { LibraryFunction } from './function.ts';

const unary = { arguments: ['Number'], returns: 'Number' } as const;
const binary = { arguments: ['Number', 'Number'], returns: 'Number' } as const;
const test = { arguments: ['Number'], returns: 'Boolean' } as const;

/**
 * Floats as IEEE 754 has them. Compilers of shaders may take for granted that there is no NaN, so
 * NaN is told by its bits where the language can see them.
 */
export const floatFunctions = {
  nan: {
    arguments: [],
    returns: 'Number',
    glsl100: 'float nan() { return specials.x; }',
    wgsl: 'fn fn_nan() -> f32 { return params.specials.x; }',
  },
  infinity: {
    arguments: [],
    returns: 'Number',
    glsl100: 'float infinity() { return specials.y; }',
    wgsl: 'fn fn_infinity() -> f32 { return params.specials.y; }',
  },
  isNotANumber: {
    ...test,
    // Where a compiler takes `x != x` for false, the bounds of NaN still are not NaN.
    glsl100: `bool isNotANumber(float x) {
  return x != x || (max(x, 0.0) == 0.0 && min(x, 0.0) == 0.0 && x != 0.0);
}`,
    glsl300:
      'bool isNotANumber(float x) { return (floatBitsToUint(x) & 0x7fffffffu) > 0x7f800000u; }',
    wgsl: 'fn fn_isNotANumber(x : f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }',
  },
  isInfinite: {
    ...test,
    glsl100: 'bool isInfinite(float x) { return abs(x) > 3.4028234e38; }',
    glsl300:
      'bool isInfinite(float x) { return (floatBitsToUint(x) & 0x7fffffffu) == 0x7f800000u; }',
    wgsl: 'fn fn_isInfinite(x : f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) == 0x7f800000u; }',
  },

  /** Whether the sign is a minus, also that of 0. */
  isNegative: {
    arguments: ['Number'],
    returns: 'Boolean',
    glsl100: 'bool isNegative(float x) { return x < 0.0 || (x == 0.0 && 1.0 / x < 0.0); }',
    glsl300: 'bool isNegative(float x) { return (floatBitsToUint(x) >> 31) == 1u; }',
    wgsl: 'fn fn_isNegative(x : f32) -> bool { return (bitcast<u32>(x) >> 31u) == 1u; }',
  },

  // A comparison with NaN is false, whatever the compiler believes.

  equals: {
    arguments: ['Number', 'Number'],
    returns: 'Boolean',
    calls: ['isNotANumber'],
    glsl100: 'bool equals(float a, float b) { return a == b && !isNotANumber(a); }',
    wgsl: 'fn fn_equals(a : f32, b : f32) -> bool { return a == b && !fn_isNotANumber(a) && !fn_isNotANumber(b); }',
  },
  less: {
    arguments: ['Number', 'Number'],
    returns: 'Boolean',
    calls: ['isNotANumber'],
    glsl100:
      'bool less(float a, float b) { return a < b && !isNotANumber(a) && !isNotANumber(b); }',
    wgsl: 'fn fn_less(a : f32, b : f32) -> bool { return a < b && !fn_isNotANumber(a) && !fn_isNotANumber(b); }',
  },
  lessOrEqual: {
    arguments: ['Number', 'Number'],
    returns: 'Boolean',
    calls: ['isNotANumber'],
    glsl100:
      'bool lessOrEqual(float a, float b) { return a <= b && !isNotANumber(a) && !isNotANumber(b); }',
    wgsl: 'fn fn_lessOrEqual(a : f32, b : f32) -> bool { return a <= b && !fn_isNotANumber(a) && !fn_isNotANumber(b); }',
  },

  /** The larger of two numbers; NaN if one of them is. */
  larger: {
    ...binary,
    calls: ['isNotANumber'],
    glsl100: `float larger(float a, float b) {
  if (isNotANumber(a)) return a;
  if (isNotANumber(b)) return b;
  return a > b ? a : b;
}`,
    wgsl: `fn fn_larger(a : f32, b : f32) -> f32 {
  if (fn_isNotANumber(a)) { return a; }
  if (fn_isNotANumber(b)) { return b; }
  return select(b, a, a > b);
}`,
  },
  /** The smaller of two numbers; NaN if one of them is. */
  smaller: {
    ...binary,
    calls: ['isNotANumber'],
    glsl100: `float smaller(float a, float b) {
  if (isNotANumber(a)) return a;
  if (isNotANumber(b)) return b;
  return a < b ? a : b;
}`,
    wgsl: `fn fn_smaller(a : f32, b : f32) -> f32 {
  if (fn_isNotANumber(a)) { return a; }
  if (fn_isNotANumber(b)) { return b; }
  return select(b, a, a < b);
}`,
  },

  roundDown: {
    ...unary,
    glsl100: 'float roundDown(float x) { return floor(x); }',
    wgsl: 'fn fn_roundDown(x : f32) -> f32 { return floor(x); }',
  },
  roundUp: {
    ...unary,
    glsl100: 'float roundUp(float x) { return ceil(x); }',
    wgsl: 'fn fn_roundUp(x : f32) -> f32 { return ceil(x); }',
  },
  cutOff: {
    ...unary,
    javascript: 'function cutOff(x) { return x < 0.0 ? roundUp(x) : roundDown(x); }',
  },
  /** Halves go to the even neighbour, and what goes to 0 keeps its sign. */
  roundToEven: {
    ...unary,
    javascript: `function roundToEven(x) {
  const size = Math.abs(x);
  const below = roundDown(size);
  const distance = size - below;
  const half = below * 0.5;
  let rounded = below;
  if (distance > 0.5 || (distance == 0.5 && half != roundDown(half))) { rounded = below + 1.0; }
  return isNegative(x) ? -rounded : rounded;
}`,
  },
} as const satisfies Record<string, LibraryFunction>;
