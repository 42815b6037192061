/**
 * How elements are kept on a device: `float` for float32, `int` for int32, `byte` for uint8 and
 * bool. In a kernel the last two are integers.
 */
export type ElementKind = 'float' | 'int' | 'byte';

/**
 * A kernel, written in gpu.js's JavaScript: a function that computes the element at a place.
 *
 * Inputs and uniforms are called: `a(i)` is element `i` of input `a`, counted from where the tensor
 * starts; `limit()` is the uniform `limit`. What else can be called is in `library`.
 *
 * @example
 * ```ts
 * const source: KernelSource = {
 *   inputs: [{ name: 'a', kind: 'float' }, { name: 'b', kind: 'float' }],
 *   output: 'float',
 *   element: 'function element(i) { return a(i) + b(modulo(i, 3)); }',
 * };
 * ```
 */
export interface KernelSource {
  readonly inputs: readonly KernelInput[];
  readonly output: ElementKind;
  /** Numbers that differ from call to call without a kernel of their own. */
  readonly uniforms?: readonly KernelUniform[];
  /** `function element(i) { ... }`; returns a number for floats, an integer for the others. */
  readonly element: string;
  /**
   * A faster way on GL, where four floats are one texel: the GLSL of `vec4 quad(int place)`, which
   * computes the four elements from `place` on. It reads inputs by `vec4 a_quad(int place)`. Places
   * are multiples of 4 in both.
   */
  readonly quad?: string;
}

export interface KernelInput {
  readonly name: string;
  readonly kind: ElementKind;
}

export interface KernelUniform {
  readonly name: string;
  readonly type: 'Number' | 'Integer';
}
