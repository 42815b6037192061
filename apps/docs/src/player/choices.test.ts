import { learningRate, limit, seed, steps } from '@chainrule/experiments';
import { describe, expect, it } from 'vitest';
import { defaultChoices, notebookChoices, readLink, writeLink } from './choices.ts';
import type { ExperimentDescription } from './description.ts';

const about = { id: 'x', title: '', summary: '', section: '', recorded: [] };
const plane: ExperimentDescription = {
  ...about,
  parameters: { steps: steps(100), lr: learningRate(1), seed: seed() },
};
const digits: ExperimentDescription = {
  ...about,
  parameters: { epochs: { ...steps(15) }, limit: limit() },
};

const link = (text: string): URLSearchParams => new URLSearchParams(text);

describe('a link', () => {
  it.each(['', 'seed=1', 'lr=0.5&device=webgpu&mode=eager&speed=full', 'steps=7&speed=2'])(
    '%s survives reading and writing',
    (text) => {
      const { choices, complaints } = readLink(plane, link(text));
      expect(complaints).toEqual([]);
      expect(writeLink(plane, choices).toString()).toBe(text);
    },
  );

  it('may ask for all images', () => {
    const { choices } = readLink(digits, link('limit=all'));
    expect(choices.settings.limit).toBeNull();
    expect(writeLink(digits, choices).toString()).toBe('limit=all');
  });

  it('that makes no sense leaves the defaults, with a word on each', () => {
    const { choices, complaints } = readLink(plane, link('steps=0&device=tpu&constructor=1'));
    expect(choices).toEqual(defaultChoices(plane));
    expect(complaints).toEqual([
      'steps: expected a whole number of 1 or more, got "0"',
      'device: expected cpu or webgl2 or webgpu, got "tpu"',
      'constructor: this page knows steps, lr, seed, device, mode, speed',
    ]);
  });
});

it('a page starts quicker than the notebook where that takes minutes', () => {
  expect(defaultChoices(digits).settings).toEqual({ epochs: 3, limit: 10_000 });
  expect(notebookChoices(digits).settings).toEqual({ epochs: 15, limit: null });
});
