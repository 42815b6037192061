import { compile } from '@chainrule/compile';
import {
  type GpuDevice,
  type GpuDeviceType,
  headlessgl,
  isAvailable,
  webgpu,
} from '@chainrule/kernels-gpu';
import { Adam, SGD } from '@chainrule/optim';
import { type Tensor, tensor, tidy } from '@chainrule/tensor';
import { optional } from '@chainrule/vitest-config/optional';
import { expect, it } from 'vitest';
import { type MakeOptimizer, x, xorNet, y } from './testing/compiled-nets.ts';

const devices: readonly { type: GpuDeviceType; open: () => Promise<GpuDevice>; how: string }[] = [
  { type: 'headlessgl', open: headlessgl, how: 'npm install gl, and run under xvfb-run -a' },
  { type: 'webgpu', open: webgpu, how: 'npm install webgpu, and name a driver in VK_DRIVER_FILES' },
];

const optimizers: readonly [string, MakeOptimizer][] = [
  ['SGD', (parameters) => new SGD(parameters, { lr: 1, momentum: 0.9 })],
  ['Adam', (parameters) => new Adam(parameters, { lr: 0.01 })],
];

const manySteps = process.env.CHAINRULE_CONFORMANCE === 'full' ? 10_000 : 1000;

for (const { type, open, how } of devices) {
  optional(
    type,
    await isAvailable(type),
    how,
  )(`compiled steps on ${type}`, () => {
    it.each(optimizers)('train XOR with %s as eager execution does there', async (_, make) => {
      await open();
      const trained = () => {
        const net = xorNet(make);
        net.model.to(type);
        return net;
      };
      const [eager, compiled] = [trained(), trained()];
      const [input, target] = [x.to(type), y.to(type)];
      const program = compile(compiled.step);
      for (let i = 0; i < 40; i++) {
        const expected = await eager.step(input, target).data();
        expect(await program(input, target).data()).toEqual(expected);
      }
      const weights = [...compiled.model.parameters()];
      for (const [number, parameter] of [...eager.model.parameters()].entries()) {
        expect(await weights[number]?.data()).toEqual(await parameter.data());
      }
      expect(program.explain()).toMatch(/[1-9]\d* fused groups/);
    });

    it.each(optimizers)('train with %s in tidy from the first call on', async (_, make) => {
      await open();
      const [eager, compiled] = [xorNet(make), xorNet(make)];
      for (const { model } of [eager, compiled]) model.to(type);
      const [input, target] = [x.to(type), y.to(type)];
      const program = compile(compiled.step);
      for (let i = 0; i < 8; i++) {
        const expected = await eager.step(input, target).data();
        // Gradients that nobody has for a while are still the program's.
        compiled.optimizer.zeroGrad();
        tidy(() => compiled.model(input).sum());
        const cost = tidy(() => program(input, target));
        expect(await cost.data()).toEqual(expected);
      }
      program.dispose();
    });

    it(`hold no more of the GPU after ${manySteps} steps as after a few`, async () => {
      // A device of its own, so that nothing of other tests is collected meanwhile.
      (await open()).runtime.destroy();
      const device = await open();
      const net = xorNet((parameters) => new Adam(parameters, { lr: 0.01 }));
      net.model.to(type);
      const [input, target] = [x.to(type), y.to(type)];
      const program = compile(net.step);
      const step = (): void =>
        tidy(() => {
          program(input, target);
        });
      for (let i = 0; i < 10; i++) step();
      await input.data();
      const before = device.memory();
      for (let i = 0; i < manySteps; i++) {
        step();
        // Nobody queues more than this without a look at the cost.
        if (i % 100 === 0) await input.data();
      }
      const after = device.memory();
      expect(after.liveBuffers).toBeLessThanOrEqual(before.liveBuffers);
      expect(after.liveBytes).toBeLessThanOrEqual(before.liveBytes);
      expect(after.programs).toBe(before.programs);
      program.dispose();
    }, 900_000);

    it('say at the next read what a step could not do', async () => {
      await open();
      const counts = tensor([7, 8, 9], { dtype: 'int32' }).to(type);
      const divide = compile((by: Tensor) => counts.floorDivide(by).add(1));
      const [good, bad] = [
        tensor([1, 2, 3], { dtype: 'int32' }).to(type),
        tensor([1, 0, 3], { dtype: 'int32' }).to(type),
      ];
      for (let i = 0; i < 5; i++) {
        expect(await divide(good).data()).toEqual(Int32Array.of(8, 5, 4));
        await expect(divide(bad).data()).rejects.toThrow('an integer cannot be divided by 0');
      }
      expect(divide.explain()).toMatch('floorDivide');
      divide.dispose();
    });
  });
}
