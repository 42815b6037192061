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
   * The same in GLSL, four elements at a time: `vec4 texelOf(int texel)` computes the elements from
   * `4 * texel` on. Input `a` is read by `a(i)`, and four elements at once by `a_texel(place)`, where
   * the place counts from where the memory starts and `a_layout.z` says where the tensor does. GL
   * takes this in place of `element`; floats only.
   */
  readonly texel?: string;
  /**
   * The same in GLSL for a matrix, 16 elements at a time. GL takes this in place of `element`, where it
   * draws into several textures at once; floats only.
   */
  readonly blocks?: Blocks;
  /**
   * The same in WGSL, for the threads of a group together: `main` writes `result`, and reads input `a`
   * by `fn_a(i)`. WebGPU takes this in place of `element`; how many groups there are is told when
   * the kernel is run.
   */
  readonly workgroup?: string;
  /** Whether it computes many elements: it is then made to run fast rather than to compile fast. */
  readonly isLarge?: boolean;
}

/**
 * Blocks of four rows by four columns, row by row, matrix by matrix. Those at the end of a row or column
 * may reach beyond the matrix.
 */
export interface Blocks {
  /** Of each matrix of the result. */
  readonly rows: number;
  readonly columns: number;
  /**
   * `mat4 blockOf(int block)` computes a block, of which `[0]` is the first row. Besides by `a(i)` and
   * `a_texel(place)` input `a` is read along a way through its memory: `a_from(place)` is where the way
   * starts, counted as for `a_texel`, and `a_after(start, texels)` what comes so much later. That takes
   * no division, but the way may have 2^22 texels at most.
   */
  readonly code: string;
}

/** Groups of threads to start. */
export type Groups = readonly [x: number, y: number, z: number];

/** How the elements of an input lie to those of the result. */
export type Alignment = 'whole' | 'texels';

export interface KernelInput {
  readonly name: string;
  readonly kind: ElementKind;
  /**
   * For what is read at place `i` of `element(i)` only: `texels` where it starts with a texel, `whole`
   * where the memory holds these elements and no others. Four elements are then brought at once.
   */
  readonly aligned?: Alignment;
}

export interface KernelUniform {
  readonly name: string;
  readonly type: 'Number' | 'Integer';
}

/** Whether a kernel has loops of its own: it is long then for each element. */
export function hasLoops(element: string): boolean {
  return /\bfor\b/.test(element);
}

// Characters of a kernel's functions up to which it is written once for each of four elements. Compilers
// put functions where they are called, and take as much longer for those that are long.
const shortFunctions = 800;

/** Whether four elements are worth writing a kernel for each, given its functions, translated. */
export function isUnrolled({ isLarge }: KernelSource, functions: string): boolean {
  return isLarge === true && functions.length <= shortFunctions && !hasLoops(functions);
}
