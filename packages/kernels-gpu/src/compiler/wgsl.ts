import { functionsOf } from './functions.ts';
import {
  type ElementKind,
  hasLoops,
  isUnrolled,
  type KernelInput,
  type KernelSource,
  type KernelUniform,
} from './source.ts';

/** Invocations of a workgroup: more where there are many elements, so that there are fewer groups. */
export function workgroupSize({ isLarge }: KernelSource): number {
  return isLarge === true ? 256 : 64;
}

function wgslType(kind: ElementKind): string {
  return kind === 'float' ? 'f32' : 'i32';
}

/** How many elements a thread computes: four of those whose inputs are read four at a time. */
export function elementsPerThread({ inputs, element, workgroup }: KernelSource): 1 | 4 {
  const isAligned = inputs.length === 0 || inputs.some(({ aligned }) => aligned !== undefined);
  return workgroup === undefined && isAligned && !hasLoops(element) ? 4 : 1;
}

/** What a buffer is seen as, by threads that compute one element or four. */
function arrayOf(kind: ElementKind, each: 1 | 4): string {
  const type = wgslType(kind);
  return `array<${each === 1 ? type : `vec4<${type}>`}>`;
}

function isReadByFour({ aligned }: KernelInput, each: 1 | 4): boolean {
  return each === 4 && aligned !== undefined;
}

function inputFunction(input: KernelInput, binding: number, each: 1 | 4): string {
  const { name, kind } = input;
  const type = wgslType(kind);
  const isByFour = isReadByFour(input, each);
  const elements = `@group(0) @binding(${binding}) var<storage, read> ${name}_elements : ${arrayOf(kind, isByFour ? 4 : 1)};`;
  if (isByFour) {
    return `${elements}
var<private> ${name}_value : ${type};
fn fn_${name}(i : i32) -> ${type} { return ${name}_value; }`;
  }
  return `${elements}
fn fn_${name}(i : i32) -> ${type} { return ${name}_elements[i + params.${name}_offset]; }`;
}

function uniformType({ type }: KernelUniform): string {
  return type === 'Number' ? 'f32' : 'i32';
}

/** The compute shader of a kernel. */
export function computeShader(source: KernelSource): string {
  const { inputs, output, uniforms = [] } = source;
  const each = elementsPerThread(source);
  return [
    'struct Params {',
    '  specials : vec2<f32>,',
    '  length : i32,',
    '  width : i32,',
    ...inputs.map(({ name }) => `  ${name}_offset : i32,`),
    ...uniforms.map((uniform) => `  ${uniform.name}_value : ${uniformType(uniform)},`),
    '}',
    '@group(0) @binding(0) var<uniform> params : Params;',
    `@group(0) @binding(1) var<storage, read_write> result : ${arrayOf(output, each)};`,
    ...inputs.map((input, position) => inputFunction(input, position + 2, each)),
    ...uniforms.map(
      (uniform) =>
        `fn fn_${uniform.name}() -> ${uniformType(uniform)} { return params.${uniform.name}_value; }`,
    ),
    ...bodyOf(source, each),
  ].join('\n');
}

function mainByOne(source: KernelSource): string {
  return `@compute @workgroup_size(${workgroupSize(source)})
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let place = i32(id.x) + i32(id.y) * params.width;
  if (place >= params.length) { return; }
  result[place] = fn_element(place);
}`;
}

/** Four elements a thread. What is past the end has room in the buffer, and nobody reads it. */
function mainByFour(source: KernelSource, functions: string): string {
  const { inputs, output } = source;
  const read = inputs.filter((input) => isReadByFour(input, 4));
  const values = read.map(({ name, aligned }) => {
    const at = aligned === 'whole' ? 'quad' : `quad + (params.${name}_offset >> 2u)`;
    return `let ${name}_values = ${name}_elements[${at}];`;
  });
  const computed = (part: string): string => {
    const held = read.map(({ name }) => `${name}_value = ${name}_values[${part}];`);
    return [...held, `values[${part}] = fn_element(place + ${part});`].join(' ');
  };
  const parts = isUnrolled(source, functions)
    ? ['0', '1', '2', '3'].map(computed)
    : [`for (var part = 0; part < 4; part++) { ${computed('part')} }`];
  return `@compute @workgroup_size(${workgroupSize(source)})
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let quad = i32(id.x) + i32(id.y) * params.width;
  let place = quad * 4;
  if (place >= params.length) { return; }
  var values : vec4<${wgslType(output)}>;
  ${[...values, ...parts].join('\n  ')}
  result[quad] = values;
}`;
}

/** The functions of a kernel, with `main` last. */
function bodyOf(source: KernelSource, each: 1 | 4): string[] {
  if (source.workgroup !== undefined) return [source.workgroup];
  const functions = functionsOf(source, 'wgsl');
  return [functions, each === 4 ? mainByFour(source, functions) : mainByOne(source)];
}
