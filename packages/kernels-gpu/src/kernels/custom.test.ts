import {
  ArgumentError,
  apply,
  type CustomOperation,
  DeviceError,
  type GpuRule,
  type Operand,
  type Tensor,
  type TensorSpec,
  tensor,
} from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { devices } from '../testing/devices.ts';
import { Draws } from '../testing/operands.ts';

/** `scale * x + y`, of equal shapes. */
class ScaledSum implements CustomOperation {
  readonly name = 'scaledSum';
  readonly gpu?: GpuRule;

  constructor(gpu?: GpuRule) {
    if (gpu !== undefined) this.gpu = gpu;
  }

  infer([x]: readonly TensorSpec[]): TensorSpec {
    return x as TensorSpec;
  }

  forward(out: Operand, [x, y]: readonly [Operand, Operand], params: object): void {
    const { scale } = params as { scale: number };
    x.data.forEach((value, i) => {
      out.data[i] = scale * value + (y.data[i] as number);
    });
  }
}

const rule: GpuRule = {
  inputs: ['x', 'y'],
  uniforms: (params) => ({ scale: (params as { scale: number }).scale }),
  element: () => 'function element(i) { return scale() * x(i) + y(i); }',
};

function run(gpu: GpuRule | undefined, x: Tensor, y: Tensor, scale = 2): Tensor {
  return apply('custom', [x, y], { operation: new ScaledSum(gpu), params: { scale } });
}

for (const { type, open, describe } of devices) {
  describe(`primitives from outside on ${type}`, () => {
    it('compute what they do on the CPU, whatever the layout', async () => {
      await open();
      const draws = new Draws(5);
      for (let round = 0; round < 10; round++) {
        const shape = draws.shape();
        const value = (): number => draws.uniform() * 2 - 1;
        const x = draws.twin(shape, 'float32', type, value);
        const y = draws.twin(shape, 'float32', type, value);
        const scale = value();
        const expected = run(rule, x.cpu, y.cpu, scale);
        const actual = run(rule, x.gpu, y.gpu, scale);
        expect(actual.shape).toEqual(shape);
        expect(await actual.data()).toBeAllclose(expected.dataSync(), { rtol: 1e-6, atol: 1e-6 });
      }
    });

    it('need no new kernel for another number', async () => {
      const { launcher } = await open();
      const x = tensor([1, 2]).to(type);
      run(rule, x, x, 3);
      const before = launcher.programs.size;
      expect([...(await run(rule, x, x, 4).data())]).toEqual([5, 10]);
      expect(launcher.programs.size).toBe(before);
    });

    it('say what to add where they have no rule', async () => {
      await open();
      const x = tensor([1, 2]).to(type);
      expect(() => run(undefined, x, x)).toThrow(
        new DeviceError(
          `scaledSum has no rule for '${type}'; add gpu: { inputs, element } to its ` +
            "definePrimitive, or move its inputs with to('cpu')",
        ),
      );
    });

    it.each([
      [{ inputs: ['x'] }, 'gpu of scaledSum names 1 inputs; it was called with 2'],
      [
        { element: () => 'function element(i) { return z(i); }' },
        'scaledSum gives does not compile',
      ],
      [{ element: () => 'function element(i) { return' }, 'scaledSum gives does not compile'],
    ])('say what is wrong with a rule: %j', async (mistake, message) => {
      await open();
      const x = tensor([1, 2]).to(type);
      const wrong = { ...rule, ...mistake } as GpuRule;
      expect(() => run(wrong, x, x)).toThrow(ArgumentError);
      expect(() => run(wrong, x, x)).toThrow(message);
      expect([...(await run(rule, x, x, 1).data())]).toEqual([2, 4]);
    });
  });
}
