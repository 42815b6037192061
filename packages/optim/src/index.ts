export type { LearningRate } from './check.ts';
export {
  Optimizer,
  type ParamGroup,
  type ParamGroupInput,
  type ParamState,
  type Params,
  type ZeroGradOptions,
} from './optimizer.ts';
export { SGD, type SGDOptions } from './sgd.ts';
export type { OptimizerStateDict, SavedParamGroup } from './state-dict.ts';
