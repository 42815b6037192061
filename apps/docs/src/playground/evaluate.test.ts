import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';
import { examples } from './examples.ts';
import type { Output, ProgramError } from './messages.ts';
import { modules } from './modules.ts';

async function outcome(code: string): Promise<{ outputs: Output[]; error: ProgramError | null }> {
  const outputs: Output[] = [];
  const error = await evaluate(code, modules, (output) => outputs.push(output));
  return { outputs, error };
}

async function printed(code: string): Promise<string[]> {
  const { outputs, error } = await outcome(code);
  expect(error).toBeNull();
  return outputs.map((output) => (output.type === 'text' ? output.text : 'a plot'));
}

describe('a program', () => {
  it('prints tensors as PyTorch does, and all else as JavaScript does', async () => {
    expect(
      await printed(`
        import { tensor, nn } from 'chainrule';
        console.log(tensor([[1, 2], [3, 4]]), 'and', 0.1, true, null);
        console.log([tensor([1.5])], { a: [1, 2] });
        console.log(new nn.Linear(2, 1));
      `),
    ).toEqual([
      'tensor([[1., 2.],\n        [3., 4.]]) and 0.1 true null',
      '[ tensor([1.5000]) ] { a: [ 1, 2 ] }',
      'Linear(in_features=2, out_features=1, bias=True)',
    ]);
  });

  it('is TypeScript, and may wait anywhere', async () => {
    expect(
      await printed(`
        import * as torch from 'chainrule';
        interface Pair { readonly first: number }
        const pair: Pair = { first: 1 };
        const data = await torch.tensor([pair.first]).data();
        console.log(data[0]!);
      `),
    ).toEqual(['1']);
  });

  it('plots series and tensors', async () => {
    const { outputs } = await outcome(
      `import { tensor } from 'chainrule';
       plot({ a: [1, 2], b: tensor([3, 4, 5]) }, { title: 'both' });`,
    );
    expect(outputs).toEqual([
      {
        type: 'plot',
        plot: {
          title: 'both',
          x: [0, 1, 2],
          curves: [
            { name: 'a', values: [1, 2] },
            { name: 'b', values: [3, 4, 5] },
          ],
        },
      },
    ]);
  });

  it('that throws says where', async () => {
    const { outputs, error } = await outcome(
      "import { tensor } from 'chainrule';\nconsole.log(1);\n\ntensor([1, 2]).add(tensor([1, 2, 3]));\nconsole.log(2);",
    );
    expect(outputs).toHaveLength(1);
    expect(error).toMatchObject({
      line: 4,
      message: expect.stringMatching(/^ShapeError: shapes \[2\] and \[3\]/),
    });
  });

  it('that is no TypeScript says where', async () => {
    expect((await outcome('const a = 1;\nconst = 2;')).error).toMatchObject({
      line: 2,
      message: expect.stringContaining('SyntaxError'),
    });
  });

  it('that imports what is not here is told what is', async () => {
    expect((await outcome("import x from 'lodash';")).error?.message).toMatch(
      /cannot import 'lodash'; here there is chainrule, @chainrule\/autograd/,
    );
    expect((await outcome("import 'constructor';")).error?.message).toMatch(/cannot import/);
  });

  it('that throws something else than an error is told as well', async () => {
    expect((await outcome("throw 'plainly';")).error?.message).toBe('Uncaught plainly');
  });
});

describe('examples', () => {
  it.each(Object.entries(examples))('%s runs', async (name, { code }) => {
    const { outputs, error } = await outcome(code);
    expect(outputs.length).toBeGreaterThan(0);
    // One of them is there to show an error, in its last line.
    if (name === 'errors') expect(error).toMatchObject({ line: 6 });
    else expect(error).toBeNull();
  });

  it('learn what they say they do', async () => {
    const { outputs } = await outcome(examples.xor?.code ?? '');
    const [curve] = outputs.flatMap((output) => (output.type === 'plot' ? [output.plot] : []));
    const costs = curve?.curves[0]?.values ?? [];
    expect(costs[0]).toBeCloseTo(0.743407, 5);
    expect(costs.at(-1)).toBeLessThan(0.002);
  });
});
