import { defineExperiment, type ExperimentEvent } from '@chainrule/experiments';
import { describe, expect, test } from 'vitest';
import { type FakeScreen, fakeScreen } from '../fixtures/screen.ts';
import { humanRenderer } from './human.ts';

const experiment = defineExperiment({
  id: 'x',
  title: 'A title',
  summary: '',
  section: '',
  parameters: {},
  async *run() {},
});

function linesOn(
  screen: FakeScreen,
  events: readonly ExperimentEvent[],
  stepFormat?: string,
): string[] {
  const renderer = humanRenderer(screen, stepFormat ? { ...experiment, stepFormat } : experiment);
  for (const event of events) renderer.render(event);
  renderer.finish?.();
  return screen.lines;
}

const start: ExperimentEvent = {
  type: 'start',
  experiment: 'x',
  settings: { steps: 5, limit: null },
  device: 'cpu',
  models: [{ name: '2-1', parameterCount: 3 }],
};

describe('humanRenderer', () => {
  test("prints costs as Python does, in the cell's own format", () => {
    const step: ExperimentEvent = { type: 'step', step: 100, cost: 1e-5 };
    expect(linesOn(fakeScreen(), [step])).toEqual(['Step: 100 \t Cost: 1e-05']);
    expect(linesOn(fakeScreen(), [step], 'Step: {}\tCost: {}')).toEqual(['Step: 100\tCost: 1e-05']);
  });

  test('names the model where several report their steps', () => {
    expect(linesOn(fakeScreen(), [{ type: 'step', step: 0, cost: 1, model: 'plain' }])).toEqual([
      'Step: 0 \t Cost: 1.0 \t plain',
    ]);
  });

  test('heads a run on a terminal and not in a pipe', () => {
    expect(linesOn(fakeScreen(), [start])).toEqual([]);
    expect(linesOn(fakeScreen({ isTerminal: true }), [start])).toEqual([
      'A title',
      '2-1 (3 parameters) · steps 5 · cpu',
      '',
    ]);
  });

  test('prints an epoch in one line', () => {
    const epoch: ExperimentEvent = {
      type: 'epoch',
      epoch: 2,
      model: 'plain',
      loss: 0.25,
      accuracy: 0.925,
      testLoss: 0.5,
      testAccuracy: 0.91,
      seconds: 3.21,
    };
    expect(linesOn(fakeScreen(), [epoch])).toEqual([
      'Epoch: 2 \t plain \t Loss: 0.2500 \t Accuracy: 92.50 % \t Test loss: 0.5000 \t Test accuracy: 91.00 % \t 3.2 s',
    ]);
  });

  test('prints the predictions as PyTorch does, after an empty line', () => {
    const printed = 'tensor([[0.5000]])';
    const result: ExperimentEvent = {
      type: 'result',
      experiment: 'x',
      seconds: 1,
      models: [],
      printed,
    };
    expect(linesOn(fakeScreen(), [result])).toEqual(['', printed]);
  });

  test('draws predictions below the model that made them, even when nothing follows', () => {
    const prediction = (model: string, predicted: number): ExperimentEvent => ({
      type: 'prediction',
      model,
      index: 0,
      width: 2,
      height: 2,
      pixels: [255, 0, 255, 255],
      label: 4,
      predicted,
      probability: 0.5,
    });
    const events = [prediction('plain', 4), prediction('batch norm', 9)];
    expect(linesOn(fakeScreen(), events)).toEqual([
      '',
      'Predictions of plain',
      '█▄',
      '4 (50.0 %)',
      '',
      'Predictions of batch norm',
      '█▄',
      '9 (50.0 %), is 4',
    ]);
  });
});
