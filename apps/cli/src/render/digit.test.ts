import type { PredictionEvent } from '@chainrule/experiments';
import { describe, expect, test } from 'vitest';
import { drawDigit, drawPredictions } from './digit.ts';

const image = { width: 2, height: 3, pixels: [255, 0, 0, 255, 255, 255] };

const prediction = (predicted: number): PredictionEvent => ({
  type: 'prediction',
  model: 'plain',
  index: 0,
  ...image,
  width: 14,
  height: 2,
  pixels: Array(28).fill(255),
  label: 3,
  predicted,
  probability: 0.9876,
});

describe('drawDigit', () => {
  test('puts two rows of pixels on a line, an odd last row alone', () => {
    expect(drawDigit(image, false)).toEqual(['▀▄', '▀▀']);
  });

  test('shades in grey where colours may be used, and ends each line in the usual colour', () => {
    expect(drawDigit({ width: 1, height: 2, pixels: [255, 0] }, true)).toEqual([
      '\u001b[38;5;255;48;5;232m▀\u001b[0m',
    ]);
  });
});

describe('drawPredictions', () => {
  test('sets as many side by side as fit', () => {
    const three = [prediction(3), prediction(3), prediction(8)];
    expect(drawPredictions(three, 30, false)).toEqual([
      '██████████████  ██████████████',
      '3 (98.8 %)      3 (98.8 %)',
      '██████████████',
      '8 (98.8 %), is 3',
    ]);
  });

  test('draws one a row on a screen too narrow for any', () => {
    expect(drawPredictions([prediction(3), prediction(3)], 5, false)).toHaveLength(4);
  });

  test('draws nothing for nothing', () => {
    expect(drawPredictions([], 80, false)).toEqual([]);
  });
});
