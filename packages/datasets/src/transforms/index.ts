export { compose } from './compose.ts';
export { lambda } from './lambda.ts';
export { normalize } from './normalize.ts';
export { toTensor } from './to-tensor.ts';
