import { Dropout, Linear, ReLU, Sequential, Sigmoid } from '@chainrule/nn';
import { manualSeed, ones, randn } from '@chainrule/tensor';
import { expect, it } from 'vitest';
import { inspectSequential } from './inspection.ts';

it('hands out copies of the numbers of each layer, with gradients once there are some', async () => {
  manualSeed(0);
  const [first, second] = [new Linear(2, 3), new Linear(3, 1, { bias: false })];
  const net = new Sequential(first, new Sigmoid(), second);
  const inspection = inspectSequential(net);
  const [before, last] = await inspection.layers();
  expect(before).toMatchObject({ inputs: 2, outputs: 3 });
  expect(before).not.toHaveProperty('weightGradient');
  expect(before!.weight).toBeAllclose(first.weight.flatten().toArray());
  expect(before!.bias).toBeAllclose(first.bias!.toArray());
  expect(last!.bias).toBeAllclose([0]);

  net(ones(1, 2)).sum().backward();
  const [after] = await inspection.layers();
  expect(after!.weightGradient).toBeAllclose(first.weight.grad!.flatten().toArray());
  expect(after!.biasGradient).toBeAllclose(first.bias!.grad!.toArray());
  before!.weight.fill(7);
  expect((await inspection.layers())[0]!.weight).toBeAllclose(after!.weight);
});

it('tells what each layer answers in evaluation mode, and leaves the mode and the hooks alone', () => {
  manualSeed(0);
  // One activation module for both layers, as the notebook has it.
  const [first, second, relu] = [new Linear(4, 3), new Linear(3, 2), new ReLU()];
  const net = new Sequential(first, relu, new Dropout({ p: 0.9 }), second, relu);
  const x = randn(5, 4);
  const hidden = relu(first(x));
  const answers = inspectSequential(net).activations(x);
  expect(answers).toHaveLength(2);
  expect(answers[0]).toBeAllclose(hidden);
  expect(answers[1]).toBeAllclose(relu(second(hidden)));
  expect(answers[1]!.requiresGrad).toBe(false);
  expect(net.training).toBe(true);
  net(x);
  expect(answers).toHaveLength(2);
});

it('refuses a net that does not begin with a linear layer', () => {
  expect(() => inspectSequential(new Sequential(new ReLU()))).toThrow(
    'a net to look into begins with a Linear layer',
  );
});
