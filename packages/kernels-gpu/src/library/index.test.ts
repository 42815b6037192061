import { expect, it } from 'vitest';
import { library } from './index.ts';

// https://registry.khronos.org/OpenGL/specs/es/3.0/GLSL_ES_Specification_3.00.pdf, chapter 8
const builtInFunctions =
  `radians degrees sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh pow exp log exp2
  log2 sqrt inversesqrt abs sign floor trunc round roundEven ceil fract mod modf min max clamp mix step smoothstep
  isnan isinf floatBitsToInt floatBitsToUint intBitsToFloat uintBitsToFloat packSnorm2x16 unpackSnorm2x16
  packUnorm2x16 unpackUnorm2x16 packHalf2x16 unpackHalf2x16 length distance dot cross normalize faceforward reflect
  refract matrixCompMult outerProduct transpose determinant inverse lessThan lessThanEqual greaterThan
  greaterThanEqual equal notEqual any all not textureSize texture textureProj textureLod textureOffset texelFetch
  texelFetchOffset textureGrad dFdx dFdy fwidth texture2D texture2DProj`.split(/\s+/);

it('takes no name that a shading language has given away', () => {
  expect([...library.keys()].filter((name) => builtInFunctions.includes(name))).toEqual([]);
});

it('names in WGSL what gpu.js will call', () => {
  for (const [name, written] of library) {
    if ('wgsl' in written) expect(written.wgsl).toContain(`fn fn_${name}(`);
  }
});
