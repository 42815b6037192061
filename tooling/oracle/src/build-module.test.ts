import { describe, expect, it } from 'vitest';
import { buildModule } from './build-module.ts';

class Layer {
  readonly args: readonly unknown[];

  constructor(...args: unknown[]) {
    this.args = args;
  }
}

describe('buildModule', () => {
  it('passes arguments, then options', () => {
    const spec = { module: 'Layer', args: [2, 3], options: { bias: false } };
    expect(buildModule({ Layer }, spec)).toEqual(new Layer(2, 3, { bias: false }));
  });

  it('builds what stands inside lists and dictionaries', () => {
    const inner = { module: 'Layer', args: [1] };
    const spec = { module: 'Layer', args: [inner, [inner], { first: inner }] };
    const built = new Layer(1);
    expect(buildModule({ Layer }, spec)).toEqual(new Layer(built, [built], { first: built }));
  });

  it('names a class that is not there', () => {
    expect(() => buildModule({}, { module: 'Cube', args: [] })).toThrow('nn has no Cube');
  });
});
