import { ArgumentError, Tensor } from '@chainrule/tensor';

/** A learning rate: a number, or a tensor with one element that a compiled step can follow. */
export type LearningRate = number | Tensor;

/** Refuses what is not a number of 0 or more. */
export function checkNotNegative(name: string, value: unknown): void {
  if (typeof value === 'number' && value >= 0) return;
  throw new ArgumentError(`${name} is a number, 0 or more; got ${String(value)}`);
}

/** Refuses a learning rate that is neither a number of 0 or more nor a tensor of one element. */
export function checkLearningRate(value: unknown): void {
  if (value instanceof Tensor && value.numel() === 1) return;
  if (value instanceof Tensor) {
    throw new ArgumentError(`a learning rate has one element; got a tensor of ${value.numel()}`);
  }
  checkNotNegative('lr', value);
}

/** Refuses a pair of decay rates that are not from 0 up to, not including, 1. */
export function checkBetas(betas: unknown): void {
  const rates = Array.isArray(betas) ? betas : [];
  const areRates = rates.every((rate) => typeof rate === 'number' && rate >= 0 && rate < 1);
  if (rates.length === 2 && areRates) return;
  throw new ArgumentError(`betas are two numbers from 0 to below 1; got ${JSON.stringify(betas)}`);
}
