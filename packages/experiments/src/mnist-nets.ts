import { normal_, xavierUniform_ } from '@chainrule/init';
import { Linear, ReLU, Sequential, Sigmoid, Tanh } from '@chainrule/nn';
import { Adagrad, Adam, AdamW, type Optimizer, RMSprop, SGD } from '@chainrule/optim';
import type { Tensor } from '@chainrule/tensor';

/** The activation functions to choose from. */
export const activationNames = ['relu', 'sigmoid', 'tanh'] as const;
const activations = { relu: ReLU, sigmoid: Sigmoid, tanh: Tanh };

/** The optimizers to choose from. */
export const optimizerNames = ['adam', 'sgd', 'adamw', 'rmsprop', 'adagrad'] as const;
const optimizers = { adam: Adam, sgd: SGD, adamw: AdamW, rmsprop: RMSprop, adagrad: Adagrad };

/** An optimizer by its name. */
export function makeOptimizer(
  name: (typeof optimizerNames)[number],
  parameters: Iterable<Tensor>,
  lr: number,
): Optimizer<object> {
  return new optimizers[name]([...parameters], { lr });
}

/** Fills the weights of linear layers: from the standard normal distribution, or by Xavier's rule. */
export const weightInits = {
  normal: (weight: Tensor): Tensor => normal_(weight),
  xavier: (weight: Tensor): Tensor => xavierUniform_(weight),
};

/** Three layers, 784-256-256-10. */
export function threeLayers(
  weightInit: keyof typeof weightInits,
  activationName: (typeof activationNames)[number],
): Sequential {
  // #region net
  const linear1 = new Linear(784, 256, { bias: true });
  const linear2 = new Linear(256, 256, { bias: true });
  const linear3 = new Linear(256, 10, { bias: true });
  for (const { weight } of [linear1, linear2, linear3]) weightInits[weightInit](weight);
  const activation = new activations[activationName]();
  return new Sequential(linear1, activation, linear2, activation, linear3);
  // #endregion net
}
