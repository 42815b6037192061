import {
  ArgumentError,
  apply,
  cat,
  Generator,
  type Operation,
  rand,
  ShapeError,
  type Tensor,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from './testing/devices.ts';
import { Draws } from './testing/operands.ts';

for (const { type, open, describe } of devices) {
  describe(`prepared operations on ${type}`, () => {
    const make = (shape: number[], dtype: Tensor['dtype'] = 'float32'): Tensor =>
      zeros(shape, { dtype, device: type });
    const operation = (
      primitive: Operation['primitive'],
      inputs: readonly Tensor[],
      out: Tensor,
      params: object = {},
    ): Operation => ({ primitive, inputs, params, out });

    it('compute a chain as its operations do one by one, to the bit', async () => {
      const device = await open();
      const draws = new Draws(12);
      const shape = [7, 5];
      const value = (): number => draws.uniform() * 6 - 3;
      const a = draws.twin(shape, 'float32', type, value).gpu;
      const b = draws.twin([5], 'float32', type, value).gpu;
      const third = tensor(1 / 3).to(type);
      const [product, shifted, bent, mask, chosen] = [
        make(shape),
        make(shape),
        make(shape),
        make(shape, 'bool'),
        make(shape),
      ] as [Tensor, Tensor, Tensor, Tensor, Tensor];
      const operations = [
        operation('mul', [a, b], product),
        operation('add', [product, third], shifted),
        operation('tanh', [shifted], bent),
        operation('gt', [bent, product], mask),
        operation('where', [mask, shifted, bent], chosen),
      ];
      const programs = device.memory().programs;
      const run = device.prepare(operations);
      run();
      expect(device.memory().programs).toBe(programs + 1);
      const fused = await chosen.data();
      for (const { primitive, inputs, params, out } of operations) {
        device.run(primitive, inputs as never, params as never, out);
      }
      expect(fused).toEqual(await chosen.data());
    });

    it('are done again on what the tensors hold by then', async () => {
      const device = await open();
      const x = tensor([1, 2, 3]).to(type);
      const [doubled, total] = [make([3]), make([])] as [Tensor, Tensor];
      const two = tensor(2).to(type);
      const runs = [
        device.prepare([operation('mul', [x, two], doubled), operation('sub', [doubled, x], x)]),
        device.prepare([operation('mul', [x, two], x)]),
        device.prepare([operation('sum', [x], total, { dims: [0], keepdim: false })]),
      ];
      for (let i = 1; i <= 4; i++) {
        for (const run of runs) run();
        expect(await total.data()).toEqual(Float32Array.of(6 * 2 ** i));
      }
      expect(await x.data()).toEqual(Float32Array.of(16, 32, 48));
    });

    it('write the part of a storage that a view shows', async () => {
      const device = await open();
      const whole = make([6]);
      const view = whole.narrow(0, 2, 3);
      const run = device.prepare([operation('add', [view, tensor(1).to(type)], view)]);
      for (let i = 0; i < 3; i++) run();
      expect(await whole.data()).toEqual(Float32Array.of(0, 0, 3, 3, 3, 0));
    });

    it('draw anew each time', async () => {
      const device = await open();
      const [here, there] = [new Generator(), new Generator()];
      here.manualSeed(3);
      there.manualSeed(3);
      const out = make([4]);
      const distribution = { name: 'uniform', from: 0, to: 1 } as const;
      const params = { shape: [4], dtype: 'float32', device, distribution, generator: there };
      const run = device.prepare([operation('random', [], out, params)]);
      for (let i = 0; i < 3; i++) {
        run();
        expect(await out.data()).toEqual(await rand([4], { generator: here }).data());
      }
    });

    it('give back what they make on the way, however often they run', async () => {
      const device = await open();
      const x = tensor(Array.from({ length: 3000 }, (_, i) => i % 7)).to(type);
      const out = make([3000]);
      const run = device.prepare([operation('cumsum', [x], out, { dim: 0 })]);
      run();
      const { liveBuffers } = device.memory();
      for (let i = 0; i < 5; i++) run();
      expect(device.memory().liveBuffers).toBe(liveBuffers);
      expect(await out.data()).toEqual(await x.cumsum(0).data());
    });

    it('outlive the programs that the cache gives up', async () => {
      const device = await open();
      const x = tensor([1, 4]).to(type);
      const out = make([2]);
      const run = device.prepare([operation('sqrt', [x], out)]);
      run();
      device.launcher.programs.clear();
      run();
      expect(await out.data()).toEqual(Float32Array.of(1, 2));
      expect(await cat([apply('sqrt', [x], {}), out]).data()).toEqual(Float32Array.of(1, 2, 1, 2));
    });

    it('say at the next read what they could not do, each time that they run', async () => {
      const device = await open();
      const integers = (values: readonly number[]): Tensor =>
        tensor(values, { dtype: 'int32' }).to(type);
      const [x, y, ones] = [integers([7, 8, 9]), integers([1, 2, 3]), integers([1, 1, 1])];
      const [result, less] = [make([3], 'int32'), make([3], 'int32')] as [Tensor, Tensor];
      const subtract = operation('sub', [y, ones], less);
      const work: readonly [Operation[], bad: number[], good: number[], error: object][] = [
        [[operation('floorDivide', [x, y], result)], [1, 0, 2], [1, 2, 3], ArgumentError],
        // The divisor is made on the way.
        [
          [subtract, operation('remainder', [x, less], result)],
          [2, 1, 3],
          [2, 3, 4],
          ArgumentError,
        ],
        [[operation('indexSelect', [x, y], result, { dim: 0 })], [0, 3, 0], [2, 1, 0], ShapeError],
        [[operation('gather', [x, y], result, { dim: 0 })], [0, -1, 0], [2, 1, 0], ShapeError],
      ];
      for (const [operations, bad, good, error] of work) {
        const run = device.prepare(operations);
        for (const values of [good, bad, good, bad, bad, good]) {
          y.copy_(integers(values));
          run();
          if (values === bad) await expect(x.data()).rejects.toThrow(error as ErrorConstructor);
          expect(await x.data()).toEqual(Int32Array.of(7, 8, 9));
        }
        const expected = make([3], 'int32') as Tensor;
        for (const { primitive, inputs, params, out } of operations) {
          const target = out === result ? expected : out;
          device.run(primitive, inputs as never, params as never, target);
        }
        expect(await result.data()).toEqual(await expected.data());
      }
    });
  });
}
