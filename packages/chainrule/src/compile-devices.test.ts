import { compile } from '@chainrule/compile';
import { type GpuDeviceType, headlessgl, isAvailable, webgpu } from '@chainrule/kernels-gpu';
import { Adam, SGD } from '@chainrule/optim';
import { optional } from '@chainrule/vitest-config/optional';
import { expect, it } from 'vitest';
import { type MakeOptimizer, x, xorNet, y } from './testing/compiled-nets.ts';

const devices: readonly { type: GpuDeviceType; open: () => Promise<unknown>; how: string }[] = [
  { type: 'headlessgl', open: headlessgl, how: 'npm install gl, and run under xvfb-run -a' },
  { type: 'webgpu', open: webgpu, how: 'npm install webgpu, and name a driver in VK_DRIVER_FILES' },
];

const optimizers: readonly [string, MakeOptimizer][] = [
  ['SGD', (parameters) => new SGD(parameters, { lr: 1, momentum: 0.9 })],
  ['Adam', (parameters) => new Adam(parameters, { lr: 0.01 })],
];

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
  });
}
