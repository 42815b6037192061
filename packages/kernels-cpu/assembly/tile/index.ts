/**
 * The inner loops of matrix products, a module of their own: they are all that differs between the
 * build for SIMD and that for relaxed SIMD.
 *
 * The innermost ones are exported so that they stay functions: inlined into the loops around them they
 * lose their registers in the engine's compiler, and half their speed.
 */
export { multiplyBlock, multiplyTile } from './block';
export { multiplyList, multiplyLists } from './lists';
export { multiplySmall } from './small';
