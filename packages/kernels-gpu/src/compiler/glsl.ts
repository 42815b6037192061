import { functionsOf } from './functions.ts';
import {
  inputAlongWays,
  mainOfBlocks,
  outputsOfBlocks,
  quotient,
  severalTargets,
} from './glsl-blocks.ts';
import {
  type ElementKind,
  isUnrolled,
  type KernelInput,
  type KernelSource,
  type KernelUniform,
} from './source.ts';

/** The vertex shader of every kernel: two triangles over the whole texture. */
export const vertexShaders = {
  glsl100: `attribute vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`,
  glsl300: `#version 300 es
in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`,
} as const;

type Version = 'glsl100' | 'glsl300';

/** How many floats of a texture hold one element: integers need two, as a float counts to 2^24. */
export function floatsPerElement(kind: ElementKind): 1 | 2 {
  return kind === 'int' ? 2 : 1;
}

/** Texels of the longest row: the smallest MAX_TEXTURE_SIZE among devices that have float textures. */
export const rowLength = 4096;

/**
 * How texels lie in a texture: about as many rows as columns. GPUs draw by squares of two texels by
 * two and share rows among their cores, so that a single row would leave most of them idle. Rows are a
 * power of two, which floats divide by exactly, and integers divide slowly.
 */
export function textureSize(texels: number): { width: number; height: number } {
  const power = Math.round(Math.log2(texels) / 2);
  const width = Math.min(texels, rowLength, Math.max(4, 2 ** power));
  return { width, height: Math.ceil(texels / width) };
}

/** What a texel's number is multiplied by for its row, by {@link rowOf}. */
export function rowsPerFourTexels(width: number, height: number): number {
  return height === 1 ? 0 : 4 / width;
}

/** A number that is not negative, divided: by a shift where there are shifts. */
const quotientOf: { readonly [V in Version]: (value: string, divisor: 2 | 4) => string } = {
  glsl100: (value, divisor) => `${value} / ${divisor}`,
  glsl300: (value, divisor) => `${value} >> ${divisor / 2}`,
};

/** The row of `texel`. It is divided by four first, as floats count to 2^24 only. */
function rowOf(name: string, version: Version): string {
  return `int(float(${quotientOf[version]('texel', 4)}) * ${name}_rows)`;
}

const fetches: { readonly [V in Version]: (name: string) => string } = {
  // Texture coordinates are in the middle of a texel, so that rounding does not miss it.
  glsl100: (name) => `  vec2 middle = vec2(float(texel - row * ${name}_layout.x), float(row)) + 0.5;
  return texture2D(${name}_texture, middle / vec2(${name}_layout.xy));`,
  glsl300: (name) =>
    `  return texelFetch(${name}_texture, ivec2(texel - row * ${name}_layout.x, row), 0);`,
};

/** Fetches the texel of a texture that lies as the result does. */
const fetchesHere: { readonly [V in Version]: (name: string) => string } = {
  glsl100: (name) => `texture2D(${name}_texture, gl_FragCoord.xy / vec2(${name}_layout.xy))`,
  glsl300: (name) => `texelFetch(${name}_texture, ivec2(gl_FragCoord.xy), 0)`,
};

const channels: { readonly [V in Version]: string } = {
  glsl100: `float channelOf(vec4 values, int channel) {
  if (channel < 2) return channel == 0 ? values.x : values.y;
  return channel == 2 ? values.z : values.w;
}`,
  glsl300: 'float channelOf(vec4 values, int channel) { return values[channel]; }',
};

/** Elements of a texel: four floats, or two integers. */
function elementsPerTexel(kind: ElementKind): 2 | 4 {
  return kind === 'int' ? 2 : 4;
}

/** Whether an input's texels are those of the result, so that each is fetched once. */
function isFetchedOnce({ aligned, kind }: KernelInput, { output, texel }: KernelSource): boolean {
  return (
    aligned !== undefined &&
    texel === undefined &&
    elementsPerTexel(kind) === elementsPerTexel(output)
  );
}

const components = ['x', 'y', 'z', 'w'] as const;

/** An integer, of its two halves. */
function joined(values: string, [low, high]: string): string {
  return `int(${values}.${low}) + int(${values}.${high}) * 65536`;
}

/** An element of a texel, by its number there. */
function elementOf(kind: ElementKind, values: string, part: number): string {
  if (kind === 'int') return joined(values, part === 0 ? 'xy' : 'zw');
  const value = `${values}.${components[part]}`;
  return kind === 'byte' ? `int(${value})` : value;
}

/** The same, where the number is `part` of the shader. */
function elementAtPart(kind: ElementKind, values: string): string {
  if (kind === 'int') return `part == 0 ? ${joined(values, 'xy')} : ${joined(values, 'zw')}`;
  const value = `channelOf(${values}, part)`;
  return kind === 'byte' ? `int(${value})` : value;
}

/** The function that reads an element of an input. */
function inputFunction(input: KernelInput, source: KernelSource, version: Version): string {
  const { name, kind } = input;
  const perTexel = elementsPerTexel(kind);
  const type = kind === 'float' ? 'float' : 'int';
  const texelFunction = `uniform sampler2D ${name}_texture;
uniform ivec3 ${name}_layout;
uniform float ${name}_rows;
vec4 ${name}_texel(int texel) {
  int row = ${rowOf(name, version)};
${fetches[version](name)}
}`;
  if (isFetchedOnce(input, source)) {
    return `${texelFunction}
${type} ${name}_value;
${type} ${name}(int i) { return ${name}_value; }`;
  }
  return `${texelFunction}
${type} ${name}(int i) {
  int place = i + ${name}_layout.z;
  int texel = ${quotientOf[version]('place', perTexel)};
  vec4 values = ${name}_texel(texel);
  int part = place - texel * ${perTexel};
  return ${elementAtPart(kind, 'values')};
}`;
}

function uniformFunction({ name, type }: KernelUniform): string {
  const glslType = type === 'Number' ? 'float' : 'int';
  return `uniform ${glslType} ${name}_value;
${glslType} ${name}() { return ${name}_value; }`;
}

const integerHalves = `vec2 halvesOf(int value) {
  int high = value / 65536;
  int low = value - high * 65536;
  return low < 0 ? vec2(float(low + 65536), float(high - 1)) : vec2(float(low), float(high));
}`;

function mainOfTexels(version: Version): string {
  return `void main() {
  int texel = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
  ${targets[version]} = texelOf(texel);
}`;
}

const targets = { glsl100: 'gl_FragColor', glsl300: 'result' } as const;

/** Keeps the element at `place + part`, where `part` of the shader is 0, 1, ... */
const storedAtPart: { readonly [K in ElementKind]: string } = {
  float: storedInChannel('element(place + part)'),
  byte: storedInChannel('float(element(place + part))'),
  int: `vec2 halves = halvesOf(element(place + part));
      if (part == 0) values.xy = halves; else values.zw = halves;`,
};

function storedInChannel(value: string): string {
  return `float value = ${value};
      if (part == 0) values.x = value;
      else if (part == 1) values.y = value;
      else if (part == 2) values.z = value;
      else values.w = value;`;
}

/** What is fetched once, and the element of it that is held for `element`, found by `elementAt`. */
function heldBy(
  source: KernelSource,
  version: Version,
): {
  fetches: string[];
  held: (elementAt: (kind: ElementKind, values: string) => string) => string;
} {
  const fetched = source.inputs.filter((input) => isFetchedOnce(input, source));
  const fetches = fetched.map(({ name, kind, aligned }) => {
    const first = `${name}_layout.z / ${elementsPerTexel(kind)}`;
    const fetch =
      aligned === 'whole' ? fetchesHere[version](name) : `${name}_texel(texel + ${first})`;
    return `vec4 ${name}_values = ${fetch};`;
  });
  const held = (elementAt: (kind: ElementKind, values: string) => string): string =>
    fetched
      .map(({ name, kind }) => `${name}_value = ${elementAt(kind, `${name}_values`)}; `)
      .join('');
  return { fetches, held };
}

/** Computes the elements of a texel in a loop: what is long is compiled once, and ends at the last element. */
function inLoop(source: KernelSource, version: Version): string {
  const { output } = source;
  const { fetches, held } = heldBy(source, version);
  return `${fetches.join('\n  ')}
  for (int part = 0; part < ${elementsPerTexel(output)}; part++) {
    if (place + part < outputLength) {
      ${held(elementAtPart)}
      ${storedAtPart[output]}
    }
  }`;
}

/** An element where it is kept, of the texel `values`. */
const storedAt: { readonly [K in ElementKind]: (part: number) => string } = {
  float: (part) => `values.${components[part]} = element(place + ${part});`,
  byte: (part) => `values.${components[part]} = float(element(place + ${part}));`,
  int: (part) => `values.${part === 0 ? 'xy' : 'zw'} = halvesOf(element(place + ${part}));`,
};

/** Computes them one after the other. What is past the end nobody reads. */
function oneByOne(source: KernelSource, version: Version): string {
  const { output } = source;
  const { fetches, held } = heldBy(source, version);
  const parts = Array.from({ length: elementsPerTexel(output) }, (_, part) => {
    const statement = storedAt[output](part);
    return held((kind, values) => elementOf(kind, values, part)) + statement;
  });
  return [...fetches, ...parts].join('\n  ');
}

function mainFunction(source: KernelSource, functions: string, version: Version): string {
  const { output } = source;
  const compute = isUnrolled(source, functions) ? oneByOne : inLoop;
  return `${output === 'int' ? integerHalves : ''}
void main() {
  int texel = int(gl_FragCoord.y) * outputWidth + int(gl_FragCoord.x);
  int place = texel * ${elementsPerTexel(output)};
  vec4 values = vec4(0.0);
  ${compute(source, version)}
  ${targets[version]} = values;
}`;
}

/** What computes the result, and the function that it calls. */
function bodyOf(source: KernelSource, version: Version): string[] {
  const { texel, blocks, inputs } = source;
  if (blocks !== undefined) {
    const ways = inputs.map(({ name }) => inputAlongWays(name, version));
    return [quotient, ...ways, blocks.code, mainOfBlocks(inputs, version)];
  }
  if (texel !== undefined) return [texel, mainOfTexels(version)];
  const functions = functionsOf(source, version);
  return [functions, mainFunction(source, functions, version)];
}

/** The fragment shader of a kernel. */
export function fragmentShader(source: KernelSource, version: Version): string {
  return [
    ...(version === 'glsl300' ? ['#version 300 es'] : []),
    ...(version === 'glsl100' && source.blocks !== undefined ? [severalTargets] : []),
    'precision highp float;',
    'precision highp int;',
    'precision highp sampler2D;',
    'uniform vec2 specials;',
    'uniform int outputWidth;',
    'uniform int outputLength;',
    ...(version === 'glsl300'
      ? [source.blocks === undefined ? 'out vec4 result;' : outputsOfBlocks]
      : []),
    channels[version],
    ...source.inputs.map((input) => inputFunction(input, source, version)),
    ...(source.uniforms ?? []).map(uniformFunction),
    ...bodyOf(source, version),
  ].join('\n');
}
