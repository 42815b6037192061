export { Adagrad, type AdagradOptions } from './adagrad.ts';
export { Adam } from './adam.ts';
export { AdamW } from './adamw.ts';
export type { LearningRate } from './check.ts';
export * as lrScheduler from './lr-scheduler/index.ts';
export type { AdamOptions } from './moments.ts';
export {
  Optimizer,
  type ParamGroup,
  type ParamGroupInput,
  type ParamState,
  type Params,
  type ZeroGradOptions,
} from './optimizer.ts';
export { RMSprop, type RMSpropOptions } from './rmsprop.ts';
export { SGD, type SGDOptions } from './sgd.ts';
export type { OptimizerStateDict, SavedParamGroup } from './state-dict.ts';
