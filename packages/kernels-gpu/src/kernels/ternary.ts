import type { TemplateTypes } from './template.ts';

export const ternaryTemplates = {
  // PyTorch bounds the slope where a probability is 0 or 1 exactly.
  binaryCrossEntropyBackward: ([gradient, probability, target]: readonly string[]): string =>
    `${gradient} * (${probability} - ${target}) / larger((1.0 - ${probability}) * ${probability}, 0.000000000001)`,

  where: ([condition, a, b]: readonly string[], { result }: TemplateTypes): string =>
    result === 'float32'
      ? `${condition} != 0 ? ${a} : ${b}`
      : `choose(${condition} != 0, ${a}, ${b})`,
} as const;
