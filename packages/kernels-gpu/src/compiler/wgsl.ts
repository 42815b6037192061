import { functionsOf } from './functions.ts';
import type { ElementKind, KernelInput, KernelSource, KernelUniform } from './source.ts';

/** Invocations of a workgroup. */
export const workgroupSize = 64;

function wgslType(kind: ElementKind): string {
  return kind === 'float' ? 'f32' : 'i32';
}

function inputFunction({ name, kind }: KernelInput, position: number): string {
  const type = wgslType(kind);
  return `@group(0) @binding(${position + 2}) var<storage, read> ${name}_elements : array<${type}>;
fn fn_${name}(i : i32) -> ${type} { return ${name}_elements[i + params.${name}_offset]; }`;
}

function uniformType({ type }: KernelUniform): string {
  return type === 'Number' ? 'f32' : 'i32';
}

/** The compute shader of a kernel. */
export function computeShader(source: KernelSource): string {
  const uniforms = source.uniforms ?? [];
  return [
    'struct Params {',
    '  specials : vec2<f32>,',
    '  length : i32,',
    '  width : i32,',
    ...source.inputs.map(({ name }) => `  ${name}_offset : i32,`),
    ...uniforms.map((uniform) => `  ${uniform.name}_value : ${uniformType(uniform)},`),
    '}',
    '@group(0) @binding(0) var<uniform> params : Params;',
    `@group(0) @binding(1) var<storage, read_write> result : array<${wgslType(source.output)}>;`,
    ...source.inputs.map(inputFunction),
    ...uniforms.map(
      (uniform) =>
        `fn fn_${uniform.name}() -> ${uniformType(uniform)} { return params.${uniform.name}_value; }`,
    ),
    ...(source.workgroup === undefined
      ? [functionsOf(source, 'wgsl'), mainFunction]
      : [source.workgroup]),
  ].join('\n');
}

const mainFunction = `@compute @workgroup_size(${workgroupSize})
fn main(@builtin(global_invocation_id) id : vec3<u32>) {
  let place = i32(id.x) + i32(id.y) * params.width;
  if (place >= params.length) { return; }
  result[place] = fn_element(place);
}`;
