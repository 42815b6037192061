import { accelerate, acceleratingKernels } from '@chainrule/kernels-cpu';
import { DeviceError } from '@chainrule/tensor';

/**
 * Gives the CPU its fast kernels where the engine takes them.
 *
 * Elsewhere the plain kernels compute the same, later: in an old engine, and on a page whose policy
 * forbids WebAssembly, which could be changed, and is therefore told by a warning.
 *
 * @returns whether the fast kernels are in use.
 */
export function accelerateWherePossible(): boolean {
  try {
    accelerate();
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error;
    console.warn(`chainrule: using the plain kernels, which are slower. ${error.message}`);
  }
  return acceleratingKernels() !== null;
}
