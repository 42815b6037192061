export { loadCheckpoint } from './checkpoint/load.ts';
export { type Checkpoint, type Progress, saveCheckpoint } from './checkpoint/save.ts';
export type { CheckpointParts, OneOrNamed, Stateful } from './checkpoint/targets.ts';
export { fromPyTorchNames, toPyTorchNames } from './pytorch-names.ts';
export {
  type LoadSafetensorsOptions,
  loadSafetensors,
  type Safetensors,
} from './safetensors/load.ts';
export { saveSafetensors } from './safetensors/save.ts';
