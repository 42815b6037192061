import type { KernelInput, KernelSource } from './source.ts';

type Version = 'glsl100' | 'glsl300';

/** Rows of a block, each of which is drawn into a texture of its own. */
export const rowsOfBlock = 4;

const rows = Array.from({ length: rowsOfBlock }, (_, row) => row);

/** What shaders of GLSL 1.00 begin with that draw into several textures. */
export const severalTargets = '#extension GL_EXT_draw_buffers : require';

/** The same of GLSL 3.00. */
export const outputsOfBlocks = rows
  .map((row) => `layout(location = ${row}) out vec4 result${row};`)
  .join('\n');

const targets: { readonly [V in Version]: (row: number) => string } = {
  glsl100: (row) => `gl_FragData[${row}]`,
  glsl300: (row) => `result${row}`,
};

const samplers = { glsl100: 'texture2D', glsl300: 'texture' } as const;

/**
 * `quotient(n, divisor)` of numbers that are not negative. GPUs divide integers slowly, and floats count
 * to 2^24 only: what the first division leaves is small enough for the second.
 */
export const quotient = `int quotient(int n, int divisor) {
  float inverse = 1.0 / float(divisor);
  int near = int(float(n) * inverse);
  return near + int(floor((float(n - near * divisor) + 0.5) * inverse));
}`;

/**
 * The functions that read an input along a way. A place is kept as the column, in texels, and the row,
 * both of the middle of a texel. Renderers in software fetch by coordinates from 0 to 1 faster than by
 * whole ones.
 */
export function inputAlongWays(name: string, version: Version): string {
  return `vec2 ${name}_scale;
vec2 ${name}_from(int texel) {
  int row = quotient(texel, ${name}_layout.x);
  return vec2(float(texel - row * ${name}_layout.x), float(row)) + 0.5;
}
vec4 ${name}_after(vec2 start, float texels) {
  float along = (start.x + texels) * ${name}_scale.x;
  float lines = floor(along);
  return ${samplers[version]}(${name}_texture, vec2(along - lines, (start.y + lines) * ${name}_scale.y));
}`;
}

/** What comes before inputs are read along ways. */
function scalesOf(names: readonly string[]): string {
  return names.map((name) => `${name}_scale = 1.0 / vec2(${name}_layout.xy);`).join('\n  ');
}

export function mainOfBlocks(inputs: readonly KernelInput[], version: Version): string {
  const results = rows.map((row) => `${targets[version](row)} = block[${row}];`);
  return `void main() {
  ${scalesOf(inputs.map(({ name }) => name))}
  mat4 block = blockOf(int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x));
  ${results.join('\n  ')}
}`;
}

const rowNames = rows.map((row) => `row${row}`);

/**
 * Lays the rows of blocks one after the other, as they are in the result: the kernel that follows one of
 * blocks.
 *
 * @param isWhole - whether rows of the result have whole texels.
 */
export function rowsOfBlocks(isWhole: boolean, version: Version): KernelSource {
  const four = isWhole
    ? 'return texelAt(4 * texel);'
    : `vec4 four = vec4(0.0);
  ${['x', 'y', 'z', 'w'].map((part, k) => `if (4 * texel + ${k} < outputLength) four.${part} = cellAt(4 * texel + ${k});`).join('\n  ')}
  return four;`;
  const texel = `${quotient}
${rowNames.map((name) => inputAlongWays(name, version)).join('\n')}
vec4 texelAt(int place) {
  int line = quotient(place, columns());
  int matrix = quotient(line, rows());
  int row = line - matrix * rows();
  int band = matrix * ((rows() + 3) / 4) + row / 4;
  int block = band * ((columns() + 3) / 4) + (place - line * columns()) / 4;
  vec2 at = row0_from(block);
  row -= row / 4 * 4;
  if (row < 2) {
    if (row == 0) return row0_after(at, 0.0);
    return row1_after(at, 0.0);
  }
  if (row == 2) return row2_after(at, 0.0);
  return row3_after(at, 0.0);
}
${isWhole ? '' : cellAt}vec4 texelOf(int texel) {
  ${scalesOf(rowNames)}
  ${four}
}`;
  return {
    inputs: rowNames.map((name) => ({ name, kind: 'float' })),
    uniforms: ['rows', 'columns'].map((name) => ({ name, type: 'Integer' })),
    output: 'float',
    element: '',
    texel,
  };
}

const cellAt = `float cellAt(int place) {
  int column = place - quotient(place, columns()) * columns();
  return channelOf(texelAt(place), column - column / 4 * 4);
}
`;
