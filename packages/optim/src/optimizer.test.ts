import { inspect } from 'node:util';
import { ArgumentError, ones, type Tensor, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { Adam, SGD } from './index.ts';

function leaf(values: number[] = [1, 2]): Tensor {
  return tensor(values, { requiresGrad: true });
}

describe('what an optimizer takes', () => {
  it('is a list of tensors, or of groups with options of their own', () => {
    const [first, second] = [leaf(), leaf()];
    const groups = new SGD([{ params: [first] }, { params: second, lr: 0.5 }], { lr: 0.1 });
    expect(groups.paramGroups.map(({ lr, params }) => [lr, params])).toEqual([
      [0.1, [first]],
      [0.5, [second]],
    ]);
    expect(new SGD(new Set([first, second]), { lr: 1 }).paramGroups).toHaveLength(1);
  });

  it.each([
    ['nothing', [], /takes at least one parameter/],
    ['one tensor', leaf(), /one tensor; put it in an array/],
    ['a number', 3, /got number/],
    ['null', null, /got null/],
    ['numbers', [1], /tensors, or groups with 'params'; got number/],
    ['a group of numbers', [{ params: [1] }], /takes tensors; got number/],
    ['what was computed', [leaf().mul(2)], /computed by MulBackward0/],
  ])('is not %s', (_, params, message) => {
    expect(() => new SGD(params as never, { lr: 1 })).toThrow(message);
    expect(() => new SGD(params as never, { lr: 1 })).toThrow(ArgumentError);
  });

  it('is each parameter once', () => {
    const shared = leaf();
    expect(() => new SGD([shared, shared], { lr: 1 })).toThrow(/comes twice/);
    const optimizer = new SGD([shared], { lr: 1 });
    expect(() => optimizer.addParamGroup({ params: [leaf(), shared] })).toThrow(/comes twice/);
    expect(optimizer.paramGroups).toHaveLength(1);
  });

  it('may be added later, with the options of the others', () => {
    const optimizer = new SGD([leaf()], { lr: 1, momentum: 0.5 });
    optimizer.addParamGroup({ params: [leaf()], lr: 3 });
    expect(optimizer.paramGroups[1]).toMatchObject({ lr: 3, momentum: 0.5 });
    expect(() => optimizer.addParamGroup({ params: [leaf()], lr: -1 })).toThrow(ArgumentError);
    expect(optimizer.paramGroups).toHaveLength(2);
  });

  it('has a learning rate that is a number of 0 or more, or a tensor of one', () => {
    expect(() => new SGD([leaf()], {} as never)).toThrow(
      'lr is a number, 0 or more; got undefined',
    );
    expect(() => new SGD([leaf()], { lr: Number.NaN })).toThrow(ArgumentError);
    expect(() => new SGD([leaf()], { lr: ones(2) })).toThrow(/one element/);
    expect(() => new Adam([leaf()], { betas: [0.9] as never })).toThrow(
      'betas are two numbers from 0 to below 1; got [0.9]',
    );
  });
});

describe('a step', () => {
  it('leaves the parameters leaves, and without history', () => {
    const parameter = leaf();
    const optimizer = new SGD([parameter], { lr: 0.5 });
    parameter.sum().backward();
    optimizer.step();
    expect(parameter.toArray()).toEqual([0.5, 1.5]);
    expect(parameter.isLeaf && parameter.requiresGrad).toBe(true);
  });

  it('skips parameters without a gradient, and remembers nothing of them', () => {
    const [still, moving] = [leaf(), leaf()];
    const optimizer = new Adam([still, moving]);
    moving.grad = ones(2);
    optimizer.step();
    expect(still.toArray()).toEqual([1, 2]);
    expect(optimizer.state.has(still)).toBe(false);
    expect(optimizer.state.get(moving)?.step?.item()).toBe(1);
  });

  it('runs a closure with gradients on, and returns its loss', () => {
    const parameter = leaf([3]);
    const optimizer = new SGD([parameter], { lr: 0.1 });
    const loss = optimizer.step(() => {
      optimizer.zeroGrad();
      const square = parameter.pow(2).sum();
      square.backward();
      return square;
    });
    expect(loss.item()).toBe(9);
    expect(parameter.item()).toBeCloseTo(2.4, 6);
    expect(optimizer.step()).toBeUndefined();
  });

  it('follows a learning rate that is a tensor', () => {
    const [byNumber, byTensor] = [leaf(), leaf()];
    const rate = tensor(0.25);
    const optimizers = [new SGD([byNumber], { lr: 0.25 }), new SGD([byTensor], { lr: rate })];
    for (const lr of [0.25, 0.5]) {
      rate.fill_(lr);
      for (const group of optimizers[0]?.paramGroups ?? []) group.lr = lr;
      for (const parameter of [byNumber, byTensor]) parameter.grad = tensor([1, -1]);
      for (const optimizer of optimizers) optimizer.step();
    }
    expect(byTensor.toArray()).toEqual(byNumber.toArray());
  });
});

describe('gradients', () => {
  it('are let go of, or filled with zeros', () => {
    const parameter = leaf();
    const optimizer = new SGD([parameter], { lr: 1 });
    parameter.sum().backward();
    const { grad } = parameter;
    optimizer.zeroGrad({ setToNone: false });
    expect(parameter.grad?.toArray()).toEqual([0, 0]);
    expect(grad?.toArray()).toEqual([0, 0]);
    optimizer.zeroGrad();
    expect(parameter.grad).toBeNull();
  });
});

describe('the state dict', () => {
  function trained(): { optimizer: SGD; parameters: Tensor[] } {
    const parameters = [leaf(), leaf([1, 2, 3])];
    const groups = [{ params: parameters.slice(0, 1) }, { params: parameters.slice(1), lr: 0.5 }];
    const optimizer = new SGD(groups, { lr: 0.1, momentum: 0.9 });
    for (const parameter of parameters) parameter.grad = ones(parameter.shape);
    optimizer.step();
    return { optimizer, parameters };
  }

  it('numbers the parameters in order', () => {
    const { state, paramGroups } = trained().optimizer.stateDict();
    expect(paramGroups.map(({ params, lr, momentum }) => [params, lr, momentum])).toEqual([
      [[0], 0.1, 0.9],
      [[1], 0.5, 0.9],
    ]);
    expect(state[1]?.momentumBuffer?.toArray()).toEqual([1, 1, 1]);
  });

  it('is copied when loaded', () => {
    const { optimizer, parameters } = trained();
    const saved = optimizer.stateDict();
    const groups = parameters.map((parameter) => ({ params: [parameter] }));
    const other = new SGD(groups, { lr: 9 });
    other.loadStateDict(saved);
    saved.state[0]?.momentumBuffer?.fill_(100);
    const [first] = parameters as [Tensor, Tensor];
    expect(other.state.get(first)?.momentumBuffer?.toArray()).toEqual([1, 1]);
    expect(other.paramGroups.map(({ lr }) => lr)).toEqual([0.1, 0.5]);
  });

  it.each([
    [undefined, 'got undefined'],
    [{}, 'got {'],
    [{ state: {} }, 'got { state }'],
    [{ state: {}, param_groups: [] }, 'got { state, param_groups }'],
    [{ state: {}, paramGroups: [null] }, "each group with 'params'"],
    [{ state: null, paramGroups: [{ params: [0, 1] }] }, 'an optimizer'],
    ['state', 'got state'],
  ])('is refused when it is none: %j', (stateDict, message) => {
    const { optimizer } = trained();
    const before = optimizer.stateDict();
    const load = (): void => optimizer.loadStateDict(stateDict as never);
    expect(load).toThrow(ArgumentError);
    expect(load).toThrow(message);
    expect(optimizer.stateDict()).toEqual(before);
  });

  it('is refused when its groups or its tensors do not fit, and nothing is changed', () => {
    const { optimizer } = trained();
    const saved = optimizer.stateDict();
    const single = new SGD([leaf(), leaf()], { lr: 3 });
    expect(() => single.loadStateDict(saved)).toThrow(
      'the state dict has parameter groups of sizes [1, 1]; the optimizer has [2]',
    );
    const wrong = { ...saved, state: { ...saved.state, 0: { momentumBuffer: zeros(7) } } };
    expect(() => optimizer.loadStateDict(wrong)).toThrow(
      "'momentumBuffer' of parameter 0 takes a tensor of shape [2]; got shape [7]",
    );
    const negative = {
      ...saved,
      paramGroups: saved.paramGroups.map((group) => ({ ...group, lr: -1 })),
    };
    expect(() => optimizer.loadStateDict(negative)).toThrow(ArgumentError);
    expect(() => optimizer.loadStateDict(null as never)).toThrow(ArgumentError);
    expect(() => optimizer.loadStateDict({ state: {} } as never)).toThrow(ArgumentError);
    expect(optimizer.paramGroups[0]?.lr).toBe(0.1);
    expect(optimizer.stateDict().state[0]?.momentumBuffer?.toArray()).toEqual([1, 1]);
  });
});

it('prints as PyTorch prints it', () => {
  const optimizer = new SGD([leaf()], { lr: 0.1, momentum: 0.9 });
  expect(inspect(optimizer)).toBe(String(optimizer));
  expect(String(optimizer)).toBe(`SGD (
Parameter Group 0
    dampening: 0
    lr: 0.1
    maximize: False
    momentum: 0.9
    nesterov: False
    weight_decay: 0
)`);
});
