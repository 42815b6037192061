import { noGrad } from '@chainrule/autograd';
import { rand, registerDevice, type Tensor, tensor, zeros } from '@chainrule/tensor';
import { beforeEach, describe, expect, it } from 'vitest';
import { CompileError } from '../compile-error.ts';
import { compile } from '../index.ts';
import { type MirrorDevice, mirrorDevice } from '../testing/mirror-device.ts';

let device: MirrorDevice;

beforeEach(() => {
  device = mirrorDevice();
  registerDevice(device);
});

/** A regression by gradient descent, whose parameter stays on the device. */
function regression(): { step: (x: Tensor, y: Tensor) => Tensor; weight: Tensor } {
  const weight = tensor([[0.5], [-0.25]])
    .to({ device })
    .detach()
    .requiresGrad_();
  const step = (x: Tensor, y: Tensor): Tensor => {
    weight.grad = null;
    const cost = x.matmul(weight).sub(y).square().mean();
    cost.backward();
    noGrad(() => weight.sub_((weight.grad as Tensor).mul(0.1)));
    return cost;
  };
  return { step, weight };
}

describe('a compiled step on a device', () => {
  it('does what eager execution does there, on data that comes from the CPU', () => {
    const [eager, compiled] = [regression(), regression()];
    const program = compile(compiled.step);
    for (let i = 0; i < 6; i++) {
      const [x, y] = [rand(4, 2), rand(4, 1)].map((data) => data.to({ device })) as [
        Tensor,
        Tensor,
      ];
      expect(program(x, y).item()).toBe(eager.step(x, y).item());
    }
    expect(compiled.weight.toArray()).toEqual(eager.weight.toArray());
    expect(program.explain()).toContain('kernels called from JavaScript');
  });

  it('holds as many buffers after many steps as after a few, and none of its own when disposed of', () => {
    const { step } = regression();
    const [x, y] = [rand(4, 2).to({ device }), rand(4, 1).to({ device })];
    const program = compile(step);
    for (let i = 0; i < 4; i++) program(x, y).dispose();
    const before = device.liveBuffers();
    for (let i = 0; i < 50; i++) program.run(3).dispose();
    expect(device.liveBuffers()).toBe(before);
    program.dispose();
    expect(device.liveBuffers()).toBeLessThan(before);
  });

  it('changes arguments in place, and reads views of them where they are', () => {
    const whole = zeros(6, { device });
    const program = compile((x: Tensor) => x.add_(1).mul(2));
    const view = whole.narrow(0, 2, 3);
    for (let i = 1; i <= 5; i++) expect(program(view).toArray()).toEqual([2 * i, 2 * i, 2 * i]);
    expect(whole.toArray()).toEqual([0, 0, 5, 5, 5, 0]);
  });

  it('takes scalars of the CPU along, and moves what the step computes there', () => {
    const scale = tensor(2);
    const program = compile((x: Tensor) => {
      scale.add_(1);
      return x.mul(scale);
    });
    const x = tensor([1, 2]).to({ device });
    const given = Array.from({ length: 5 }, () => program(x).toArray());
    expect(given).toEqual([3, 4, 5, 6, 7].map((value) => [value, 2 * value]));
    expect(scale.item()).toBe(7);
  });

  it('is not timed task by task', () => {
    const program = compile((x: Tensor) => x.add(1));
    const x = tensor([1, 2]).to({ device });
    for (let i = 0; i < 4; i++) program(x);
    expect(() => program.profile()).toThrow(CompileError);
  });

  it('does not wait for the device', () => {
    const program = compile((x: Tensor) => x.add(1).to('cpu').mul(2));
    const x = tensor([1, 2]).to({ device });
    program(x);
    expect(() => program(x)).toThrow(CompileError);
    expect(() => program(x)).toThrow(/does not wait for 'headlessgl'.*device\.test\.ts/);
  });
});
