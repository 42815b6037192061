import type { FixtureCase, TensorLike, Torch } from '@chainrule/oracle/cases';
import { apply, type Device, type Tensor } from '@chainrule/tensor';
import { primitiveOf } from './tolerance.ts';

/** A gradient goes back to the CPU by a read at once, so there is none where a device cannot. */
export function askable(device: Device, fixture: FixtureCase): FixtureCase {
  if (primitiveOf(fixture) !== 'transfer' || device.readNow !== undefined) return fixture;
  const { gradients: _, ...rest } = fixture;
  return rest;
}

/**
 * The library as a case on `device` sees it. Tensors are made on the default device, which is
 * `device`; but what is transferred to it comes from the CPU.
 */
export function onDevice(torch: Torch, device: Device, fixture: FixtureCase): Torch {
  if (primitiveOf(fixture) !== 'transfer') return torch;
  return {
    ...torch,
    tensor: (data, options) => torch.tensor(data, { device: 'cpu', ...options }),
    primitive: (name, inputs, params) => {
      if (name !== 'transfer') return torch.primitive(name, inputs, params);
      const [x] = inputs as unknown as [Tensor];
      return apply('transfer', [x], { device }) as unknown as TensorLike;
    },
  };
}
