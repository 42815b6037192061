import {
  ArgumentError,
  defaultGenerator,
  FileFormatError,
  Generator,
  getRngState,
  manualSeed,
  ones,
  type Tensor,
  tensor,
  zeros,
} from '@chainrule/tensor';
import { afterEach, describe, expect, it } from 'vitest';
import { loadCheckpoint, loadSafetensors, saveCheckpoint, saveSafetensors } from '../index.ts';

/** A part that writes into its own tensor, as a module does, and may refuse. */
class Part {
  readonly weight: Tensor;
  note: unknown;
  loads = 0;

  constructor(weight: Tensor, note?: unknown) {
    this.weight = weight;
    this.note = note;
  }

  stateDict(): object {
    return { weight: this.weight, note: this.note };
  }

  loadStateDict(state: { weight: Tensor; note: unknown }): void {
    this.loads++;
    if (state.note === 'refused' && this.note !== 'refused') {
      this.weight.fill_(666);
      throw new ArgumentError('this state is refused');
    }
    this.weight.copy_(state.weight);
    this.note = state.note;
  }
}

const seededBefore = getRngState();
afterEach(() => {
  defaultGenerator.setState(seededBefore);
});

describe('saveCheckpoint and loadCheckpoint', () => {
  it('restore every part to the bit, and the progress', async () => {
    const special = [0.1, Number.NaN, -0, 1e-45];
    const saved = {
      model: new Part(tensor(special), { lr: 0.1, betas: [0.9, 0.999], foreach: null }),
      optimizer: new Part(tensor([3], { dtype: 'float64' }), Number.POSITIVE_INFINITY),
      scheduler: new Part(tensor([true, false]), 'text'),
      generator: new Generator().manualSeed(5),
    };
    saved.generator.random();
    const extra = {
      losses: [1, 0.5],
      best: tensor([1, 2], { dtype: 'int32' }),
      bytes: new Uint8Array(3),
    };
    const bytes = await saveCheckpoint({ ...saved, step: 100, epoch: 2, extra });

    const fresh = {
      model: new Part(zeros(4)),
      optimizer: new Part(zeros(1, { dtype: 'float64' })),
      scheduler: new Part(zeros(2, { dtype: 'bool' })),
      generator: new Generator(),
    };
    const progress = loadCheckpoint(bytes, fresh);
    expect(fresh.model.weight.dataSync()).toEqual(saved.model.weight.dataSync());
    expect(fresh.model.note).toEqual(saved.model.note);
    expect(fresh.optimizer.weight.item()).toBe(3);
    expect(fresh.optimizer.note).toBe(Number.POSITIVE_INFINITY);
    expect(fresh.scheduler.weight.toArray()).toEqual([true, false]);
    expect(fresh.generator.getState()).toEqual(saved.generator.getState());
    expect(progress).toMatchObject({ step: 100, epoch: 2, extra: { losses: [1, 0.5] } });
    const { best, bytes: kept } = progress.extra as typeof extra;
    expect(best.toArray()).toEqual([1, 2]);
    expect(kept).toEqual(new Uint8Array(3));
  });

  it('keep several of a kind by name', async () => {
    const model = { a: new Part(ones(1)), b: new Part(ones(2).mul(2)) };
    const bytes = await saveCheckpoint({ model });
    expect(Object.keys(loadSafetensors(bytes).tensors)).toContain('model.b.weight');
    const fresh = { b: new Part(zeros(2)), a: new Part(zeros(1)) };
    loadCheckpoint(bytes, { model: fresh });
    expect(fresh.b.weight.toArray()).toEqual([2, 2]);
  });

  it('take the default generator along, unless told not to', async () => {
    manualSeed(777);
    const bytes = await saveCheckpoint({});
    const expected = defaultGenerator.random();
    loadCheckpoint(bytes, { generator: null });
    expect(defaultGenerator.random()).not.toBe(expected);
    loadCheckpoint(bytes, {});
    expect(defaultGenerator.random()).toBe(expected);

    const without = await saveCheckpoint({ generator: null, step: 1 });
    expect(loadCheckpoint(without, {})).toEqual({ step: 1 });
  });

  it('hold the state at the time of the call', async () => {
    const model = new Part(ones(1));
    const saving = saveCheckpoint({ model });
    model.weight.fill_(5);
    loadCheckpoint(await saving, { model });
    expect(model.weight.item()).toBe(1);
  });

  it('restore what is asked for, and leave the rest', async () => {
    const bytes = await saveCheckpoint({ model: new Part(ones(1)), optimizer: new Part(ones(1)) });
    const model = new Part(zeros(1));
    loadCheckpoint(bytes, { model });
    expect(model.weight.item()).toBe(1);
  });

  it('take a part that can be called, as modules can', async () => {
    const part = new Part(ones(1));
    const callable = Object.assign(() => 0, {
      stateDict: () => part.stateDict(),
      loadStateDict: (state: never) => part.loadStateDict(state),
    });
    loadCheckpoint(await saveCheckpoint({ model: callable }), { model: callable });
    expect(part.loads).toBe(1);
  });
});

describe('loadCheckpoint', () => {
  it('changes nothing when a part refuses its state', async () => {
    const bytes = await saveCheckpoint({
      model: new Part(ones(2), 'new'),
      optimizer: new Part(ones(2), 'refused'),
    });
    const model = new Part(zeros(2), 'old');
    const optimizer = new Part(zeros(2), 'old');
    const generator = getRngState();
    expect(() => loadCheckpoint(bytes, { model, optimizer })).toThrow('this state is refused');
    for (const part of [model, optimizer]) {
      expect(part.weight.toArray()).toEqual([0, 0]);
      expect(part.note).toBe('old');
    }
    expect(getRngState()).toEqual(generator);
  });

  it('changes nothing when the file is bad, wherever it is cut', async () => {
    const whole = await saveCheckpoint({ model: new Part(ones(2)), generator: null });
    const model = new Part(zeros(2));
    for (let length = 0; length < whole.length; length++) {
      const load = (): unknown => loadCheckpoint(whole.slice(0, length), { model });
      expect(load).toThrow(FileFormatError);
    }
    expect(model.loads).toBe(0);
  });

  it.each([
    [{ format: 'pt' }, 'expected a checkpoint; this safetensors file has the format "pt"'],
    [{}, 'has the format undefined'],
    [{ format: 'chainrule-checkpoint', version: '2' }, 'version 2; this release reads version 1'],
    [{ format: 'chainrule-checkpoint', version: '1' }, 'is not JSON'],
    [{ format: 'chainrule-checkpoint', version: '1', state: '[]' }, 'has no progress'],
    [
      { format: 'chainrule-checkpoint', version: '1', state: '{"progress":{"step":"1"}}' },
      'its step is string',
    ],
    [
      { format: 'chainrule-checkpoint', version: '1', state: '{"progress":{},"model":[]}' },
      'its model is not an object of states',
    ],
  ])('refuses %j', async (metadata, message) => {
    const bytes = await saveSafetensors({}, metadata as unknown as Record<string, string>);
    const load = (): unknown => loadCheckpoint(bytes, { model: new Part(ones(1)) });
    expect(load).toThrow(FileFormatError);
    expect(load).toThrow(message);
  });

  it.each([
    [{ optimizer: new Part(ones(1)) }, 'the checkpoint has no optimizer; it has model, generator'],
    [
      { model: { a: new Part(ones(1)) } },
      "holds one model without a name; asked to restore model 'a'",
    ],
    [{ generator: { a: new Generator() } }, "without a name; asked to restore generator 'a'"],
    [{ model: {} }, 'is an object of such, each by a name; got an object that is neither'],
    [{ model: { a: 1 } }, "got number as 'a'"],
    [{ model: 1 }, 'got number'],
    [{ generator: new Part(ones(1)) }, 'has getState() and setState()'],
  ])('refuses parts that are not those of the file %#', async (parts, message) => {
    const bytes = await saveCheckpoint({ model: new Part(ones(1)) });
    const load = (): unknown => loadCheckpoint(bytes, parts as never);
    expect(load).toThrow(ArgumentError);
    expect(load).toThrow(message);
  });
});
