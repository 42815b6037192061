export { formatPythonFloat } from './number.ts';
export { formatTensor, type Printable } from './format.ts';
export {
  getPrintoptions,
  type PrintOptionChanges,
  type PrintOptions,
  type PrintProfile,
  setPrintoptions,
} from './options.ts';
