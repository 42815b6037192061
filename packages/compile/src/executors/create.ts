import { acceleratingKernels } from '@chainrule/kernels-cpu';
import { DeviceError } from '@chainrule/tensor';
import type { Placeholders } from '../arguments.ts';
import type { ProgramParts } from '../program-parts.ts';
import { DeviceExecutor } from './device.ts';
import type { Executor } from './executor.ts';
import { PlainExecutor } from './plain.ts';
import { WasmExecutor } from './wasm/wasm.ts';

/**
 * The executor for a program here: the device's own where one is used besides the CPU; WebAssembly
 * where eager tensors use its kernels too, so that both have the same bits; and else the plain kernels.
 */
export function createExecutor(parts: ProgramParts, placeholders: Placeholders): Executor {
  const { instructions } = parts;
  if (instructions.some(({ out }) => out.device !== 'cpu')) {
    return new DeviceExecutor(parts, placeholders);
  }
  const kernels = acceleratingKernels();
  if (kernels === null) return new PlainExecutor(parts, placeholders);
  try {
    return new WasmExecutor(parts, placeholders, kernels);
  } catch (error) {
    // What does not fit into the memory of WebAssembly is computed where it is.
    if (error instanceof DeviceError) return new PlainExecutor(parts, placeholders);
    throw error;
  }
}
