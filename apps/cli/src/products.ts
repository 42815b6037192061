import { performance } from 'node:perf_hooks';
import { rand, type Tensor } from '@chainrule/tensor';
import type { AnyDevice } from './devices.ts';

const SIDE = 256;
const FLOPS = 2 * SIDE ** 3;
const MILLISECONDS = 200;
const MOST_PRODUCTS = 512;

/** Waits until a device has computed a tensor; reading one element is enough. */
async function computed(x: Tensor): Promise<void> {
  await x.narrow(0, 0, 1).narrow(1, 0, 1).data();
}

/** Billions of floating point operations a second that a started device does in matrix products. */
export async function gigaflopsOf(device: AnyDevice): Promise<number> {
  const [a, b] = [rand(SIDE, SIDE), rand(SIDE, SIDE)].map((x) => x.to(device)) as [Tensor, Tensor];
  // The first product compiles its kernel.
  await computed(a.matmul(b));
  let best = 0;
  // As devices queue their work, more at a time tells better how fast they are.
  for (let products = 1; products <= MOST_PRODUCTS; products *= 2) {
    const started = performance.now();
    let last: Tensor | undefined;
    for (let product = 0; product < products; product++) {
      last?.dispose();
      last = a.matmul(b);
    }
    if (last !== undefined) await computed(last);
    const milliseconds = performance.now() - started;
    best = Math.max(best, (products * FLOPS) / milliseconds / 1e6);
    if (milliseconds > MILLISECONDS) break;
  }
  return best;
}
