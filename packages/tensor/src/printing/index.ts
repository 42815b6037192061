export { formatTensor, type Printable } from './format.ts';
export { formatPythonFloat } from './number.ts';
export {
  getPrintoptions,
  type PrintOptionChanges,
  type PrintOptions,
  type PrintProfile,
  setPrintoptions,
} from './options.ts';
