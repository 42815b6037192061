import type { Experiment, ExperimentEvent } from '@chainrule/experiments';
import { describe, expect, test } from 'vitest';
import { experiments } from '../fixtures/experiments.ts';
import { findExperiment } from '../registry.ts';
import { drawFigure } from './figure.ts';
import { toPng } from './png.ts';

async function eventsOf(
  experiment: Experiment,
  settings: Record<string, number>,
): Promise<ExperimentEvent[]> {
  const events: ExperimentEvent[] = [];
  for await (const event of experiment.run(settings, { device: 'cpu', eager: false }))
    events.push(event);
  return events;
}

const cliff = findExperiment(experiments, 'cliff');
const digits = findExperiment(experiments, 'digits');

/** The texts of a figure, in the order in which they are drawn. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, content]) => content!);
}

describe('drawFigure', () => {
  test('draws costs beside the recorded ones, and the decision surface', async () => {
    const svg = drawFigure(cliff, await eventsOf(cliff, { steps: 1001, lr: 1, seed: 777 }));
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'A cost that falls off a cliff',
        'cliff · steps 1,001 · lr 1 · seed 777 · cpu',
        'Cost by step',
        'this run',
        'the notebook, as far as it shows',
        'step',
        'cost',
        '1,000',
        'What the net answers',
        'target 0',
        'target 1',
        'output 0.5',
      ]),
    );
  });

  test('the recorded costs are drawn as far as the run goes', async () => {
    const svg = drawFigure(cliff, await eventsOf(cliff, { steps: 101, lr: 1, seed: 777 }));
    expect(textsOf(svg)).toContain('100');
    expect(textsOf(svg)).not.toContain('5,000');
  });

  test('draws the epochs of two models and their activations', async () => {
    const svg = drawFigure(digits, await eventsOf(digits, { epochs: 3 }));
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        'Loss by epoch',
        'Accuracy by epoch',
        'plain: train',
        'plain: test',
        'batch norm: train',
        'batch norm: test',
        'Activations of plain',
        'Activations of batch norm',
        'mean 0.0125, std 4',
      ]),
    );
  });

  test('losses too far apart for one axis from zero are set on powers of ten', () => {
    const epoch = (model: string, loss: number): ExperimentEvent => ({
      type: 'epoch',
      epoch: 1,
      model,
      loss,
      accuracy: 0.5,
      testLoss: loss,
      testAccuracy: 0.5,
      seconds: 1,
    });
    const ticks = ['0.1', '1', '10', '100', '1000'];
    const far = textsOf(drawFigure(digits, [epoch('xavier', 0.2), epoch('normal', 900)]));
    expect(far.filter((label) => ticks.includes(label)).slice(0, 5)).toEqual(ticks);
    const near = textsOf(drawFigure(digits, [epoch('xavier', 0.2), epoch('normal', 0.9)]));
    expect(near).toContain('0.8');
    const none = drawFigure(digits, [epoch('xavier', 0), epoch('normal', Number.NaN)]);
    expect(none).not.toMatch(/NaN|Infinity/);
  });

  test('skips costs that are no numbers', () => {
    const costs = [1, Number.NaN, 0.5, Number.POSITIVE_INFINITY];
    const svg = drawFigure(
      cliff,
      costs.map((cost, step): ExperimentEvent => ({ type: 'step', step, cost })),
    );
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  test('a run whose every cost is NaN still makes a figure', () => {
    const svg = drawFigure(digits, [{ type: 'step', step: 0, cost: Number.NaN }]);
    expect(textsOf(svg)).toContain('Cost by step');
    expect(svg).not.toContain('NaN');
  });

  test('an undecided surface has no boundary', () => {
    const surface: ExperimentEvent = {
      type: 'surface',
      model: 'flat',
      x: [0, 1],
      y: [0, 1],
      columns: 2,
      rows: 2,
      values: [0.5, 0.4999999, 0.5000001, 0.5],
      points: [],
    };
    expect(textsOf(drawFigure(cliff, [surface]))).not.toContain('output 0.5');
  });
});

describe('toPng', () => {
  const page = (content: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30" font-family="Inter, sans-serif">${content}</svg>`;
  const label = (content: string): string => page(`<text x="5" y="20">${content}</text>`);

  test('draws letters, with no font but its own', async () => {
    const [blank, one, other] = await Promise.all(
      [page(''), label('loss'), label('cost')].map(toPng),
    );
    expect(one).not.toEqual(blank);
    expect(one).not.toEqual(other);
  });

  test('has two pixels for one of the drawing', async () => {
    const png = await toPng(page(''));
    const header = new DataView(png.buffer, png.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([200, 60]);
  });

  test('takes what drawFigure makes, special characters included', async () => {
    const title = 'a < b & "c" > d';
    const svg = drawFigure({ ...cliff, title }, await eventsOf(cliff, { steps: 201 }));
    expect((await toPng(svg)).length).toBeGreaterThan(10_000);
  });
});
