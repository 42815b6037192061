import { ArgumentError, DTypeError, ones, type Tensor, tensor, zeros } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { BatchNorm1d, Linear, Module, Parameter, ReLU, Sequential } from './index.ts';

class Net extends Module {
  scale = new Parameter(ones(1));
  hidden = new Linear(2, 3);
  activation = new ReLU();
  offset = this.registerBuffer('offset', zeros(1));
  steps = this.registerBuffer('steps', tensor(0, { dtype: 'int32' }), { persistent: false });
  output = new Linear(3, 1);

  override forward(x: Tensor): Tensor {
    return this.output(this.activation(this.hidden(x)))
      .mul(this.scale)
      .add(this.offset);
  }
}

function names(entries: Iterable<readonly [string, ...unknown[]]>): string[] {
  return [...entries].map(([name]) => name);
}

describe('what a module holds', () => {
  it('is found in the order of its fields', () => {
    const net = new Net();
    expect(names(net.namedParameters())).toEqual([
      'scale',
      'hidden.weight',
      'hidden.bias',
      'output.weight',
      'output.bias',
    ]);
    expect(names(net.namedBuffers())).toEqual(['offset', 'steps']);
    expect(names(net.namedModules())).toEqual(['', 'hidden', 'activation', 'output']);
    expect(names(net.namedChildren())).toEqual(['hidden', 'activation', 'output']);
  });

  it('comes under a prefix, or without what is below', () => {
    const net = new Net();
    expect(names(net.namedParameters('net', false))).toEqual(['net.scale']);
    expect([...net.parameters(false)]).toEqual([net.scale]);
    expect(names(net.namedModules('net'))[1]).toBe('net.hidden');
    expect(names(net.hidden.namedBuffers())).toEqual([]);
    expect([...net.buffers(false)]).toHaveLength(2);
  });

  it('comes once though it is shared, but under each name in the state dict', () => {
    const shared = new Linear(2, 2);
    const model = new Sequential(shared, new ReLU(), shared);
    expect(names(model.namedParameters())).toEqual(['0.weight', '0.bias']);
    expect([...model.modules()]).toHaveLength(3);
    expect([...model.children()]).toHaveLength(2);
    expect(Object.keys(model.stateDict())).toEqual(['0.weight', '0.bias', '2.weight', '2.bias']);
  });

  it('is what a field holds now', () => {
    const net = new Net();
    net.output = new Linear(3, 7);
    expect(net.getParameter('output.bias').shape).toEqual([7]);
  });

  it('is found by path, or said to be missing', () => {
    const net = new Net();
    expect(net.getSubmodule('')).toBe(net);
    expect(net.getSubmodule('hidden')).toBe(net.hidden);
    expect(net.getParameter('hidden.weight')).toBe(net.hidden.weight);
    expect(net.getBuffer('offset')).toBe(net.offset);
    expect(() => net.getSubmodule('hidden.inner')).toThrow(
      "Linear has no module 'inner'; it has none",
    );
    expect(() => net.getParameter('hidden.wait')).toThrow(
      "Linear has no parameter 'wait'; it has weight, bias",
    );
    expect(() => net.getBuffer('offsets')).toThrow(ArgumentError);
  });
});

describe('registering', () => {
  it('adds under names that are made up at run time', () => {
    const net = new Net();
    net.registerParameter('extra', new Parameter(ones(1)));
    net.registerParameter('none', null);
    net.registerModule('extraLayer', new Linear(1, 1));
    net.addModule('noLayer', null);
    const found = names(net.namedParameters());
    expect(found.slice(0, 2)).toEqual(['scale', 'extra']);
    expect(found.slice(-2)).toEqual(['extraLayer.weight', 'extraLayer.bias']);
  });

  it.each([
    ['taken', 'hidden'],
    ['taken by a method', 'forward'],
    ['empty', ''],
    ['dotted', 'a.b'],
  ])('refuses a name that is %s', (_, name) => {
    const net = new Net();
    expect(() => net.addModule(name, new ReLU())).toThrow(ArgumentError);
    expect(() => net.registerParameter(name, new Parameter(ones(1)))).toThrow(ArgumentError);
    expect(() => net.registerBuffer(name, ones(1))).toThrow(ArgumentError);
    expect(net.hidden).toBeInstanceOf(Linear);
  });

  it('refuses what is of another kind', () => {
    const net = new Net();
    expect(() => net.addModule('layer', ones(1) as never)).toThrow(ArgumentError);
    expect(() => net.registerParameter('weight', ones(1) as never)).toThrow(ArgumentError);
    expect(() => net.registerBuffer('buffer', 1 as never)).toThrow(ArgumentError);
  });

  it('lets a buffer be registered anew', () => {
    const net = new Net();
    net.registerBuffer('offset', ones(1), { persistent: false });
    expect(net.offset.item()).toBe(1);
    expect(Object.keys(net.stateDict())).not.toContain('offset');
  });
});

describe('modes and conversions', () => {
  it('applies to the children first', () => {
    const seen: string[] = [];
    new Net().apply((module) => seen.push(module.constructor.name));
    expect(seen).toEqual(['Linear', 'ReLU', 'Linear', 'Net']);
  });

  it('trains and evaluates all the way down', () => {
    const net = new Net().eval();
    expect([...net.modules()].map(({ training }) => training)).not.toContain(true);
    net.train();
    expect([...net.modules()].map(({ training }) => training)).not.toContain(false);
  });

  it('converts floating point in place, gradients included', () => {
    const net = new Net();
    net(ones(1, 2)).sum().backward();
    const { weight } = net.output;
    expect(net.double()).toBe(net);
    expect(net.output.weight).toBe(weight);
    expect(weight.dtype).toBe('float64');
    expect(weight.grad?.dtype).toBe('float64');
    expect(net.offset.dtype).toBe('float64');
    expect(net.steps.dtype).toBe('int32');
    expect(net(ones(1, 2).double()).dtype).toBe('float64');
    expect(net.to({ dtype: 'float32', device: 'cpu' }).offset.dtype).toBe('float32');
    expect(net.float().to('cpu').scale.dtype).toBe('float32');
  });

  it('refuses an integer dtype, and stays as it was', () => {
    const net = new Net();
    expect(() => net.to('int32')).toThrow(DTypeError);
    expect(net.scale.dtype).toBe('float32');
  });

  it('freezes parameters', () => {
    const net = new Net().requiresGrad_(false);
    expect([...net.parameters()].some(({ requiresGrad }) => requiresGrad)).toBe(false);
    expect(net(ones(1, 2)).requiresGrad).toBe(false);
  });

  it('lets go of gradients, or fills them with zeros', () => {
    const net = new Net();
    net(ones(1, 2)).sum().backward();
    net.zeroGrad({ setToNone: false });
    expect(net.scale.grad?.toArray()).toEqual([0]);
    net.zeroGrad();
    expect(net.scale.grad).toBeNull();
  });
});

describe('state dicts', () => {
  it('share storage and leave out what is not persistent', () => {
    const net = new Net();
    const state = net.stateDict();
    expect(Object.keys(state)).toEqual([
      'scale',
      'offset',
      'hidden.weight',
      'hidden.bias',
      'output.weight',
      'output.bias',
    ]);
    state.offset?.fill_(5);
    expect(net.offset.item()).toBe(5);
    expect(state.scale?.requiresGrad).toBe(false);
  });

  it('carry the values of one module over to another', () => {
    const [from, to] = [new Net(), new Net()];
    from.offset.fill_(9);
    expect(to.loadStateDict(from.stateDict())).toEqual({ missingKeys: [], unexpectedKeys: [] });
    expect(to(ones(1, 2)).item()).toBe(from(ones(1, 2)).item());
    expect(to.hidden.weight.isLeaf).toBe(true);
  });

  it('are cast to the dtype of the module', () => {
    const layer = new Linear(1, 1);
    layer.loadStateDict({ weight: tensor([[0.5]], { dtype: 'float64' }), bias: zeros(1) });
    expect(layer.weight.dtype).toBe('float32');
    expect(layer.weight.item()).toBe(0.5);
  });

  it('say at once all that does not fit, and change nothing', () => {
    const net = new Net();
    const before = net.output.bias?.toArray();
    const state = { ...new Net().stateDict(), extra: ones(1), 'hidden.weight': ones(3, 5) };
    delete (state as Record<string, unknown>).scale;
    expect(() => net.loadStateDict(state)).toThrow(
      'the state dict does not fit Net: missing keys scale; unexpected keys extra; shapes that ' +
        'differ: hidden.weight (the dict has [3, 5], the module [3, 2])',
    );
    expect(net.output.bias?.toArray()).toEqual(before);
  });

  it('may have other keys when not strict, but no other shapes', () => {
    const layer = new Linear(2, 1);
    const keys = layer.loadStateDict({ bias: ones(1), extra: ones(1) }, { strict: false });
    expect(keys).toEqual({ missingKeys: ['weight'], unexpectedKeys: ['extra'] });
    expect(layer.bias?.item()).toBe(1);
    expect(() => layer.loadStateDict({ bias: ones(2) }, { strict: false })).toThrow(ArgumentError);
  });

  it.each([[null], [3], [{ weight: [1] }]])('refuse %j', (state) => {
    expect(() => new Linear(1, 1).loadStateDict(state as never)).toThrow(ArgumentError);
  });

  it('hold the running statistics of a trained layer', () => {
    const layer = new BatchNorm1d(2);
    layer(
      tensor([
        [1, 2],
        [3, 6],
      ]),
    );
    const copy = new BatchNorm1d(2);
    copy.loadStateDict(layer.stateDict());
    expect(copy.numBatchesTracked?.item()).toBe(1);
    expect(copy.runningMean?.toArray()).toEqual(layer.runningMean?.toArray());
  });
});

it('prints itself, its children, and what it says of itself', () => {
  class Named extends Net {
    override extraRepr(): string {
      return 'a note';
    }
  }
  expect(String(new Named())).toBe(`Named(
  a note
  (hidden): Linear(in_features=2, out_features=3, bias=True)
  (activation): ReLU()
  (output): Linear(in_features=3, out_features=1, bias=True)
)`);
});
