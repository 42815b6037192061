import { type FixtureCase, stepsOf } from '@chainrule/oracle/cases';
import { type Device, DeviceError, DTypeError } from '@chainrule/tensor';

/** Operations whose result has a shape, or a JavaScript value, that depends on the elements. */
const readers = new Set([
  'all',
  'allclose',
  'argwhere',
  'equal',
  'index',
  'indexPut',
  'indexPut_',
  'maskedScatter',
  'maskedSelect',
  'nonzero',
  'oneHot',
  'repeatInterleave',
  'take',
  'unique',
  'where',
]);

/** Operations that refuse elements (an index out of range, a zero to divide by), which no GPU looks at. */
const inspectors = new Set([
  'bernoulli',
  'binaryCrossEntropy',
  'crossEntropy',
  'embedding',
  'floorDivide',
  'fmod',
  'gather',
  'index',
  'indexAdd',
  'indexCopy',
  'indexFill',
  'indexPut',
  'indexPut_',
  'indexSelect',
  'nllLoss',
  'oneHot',
  'pow',
  'remainder',
  'scatter',
  'scatterAdd',
  'take',
  'takeAlongDim',
]);

const isFloat64 = (fixture: FixtureCase): boolean => JSON.stringify(fixture).includes('"float64"');

const uses = (fixture: FixtureCase, operations: ReadonlySet<string>): boolean =>
  stepsOf(fixture).some(({ op }) => operations.has(op));

/** Whether the case asks a GPU for float64, which it must refuse. */
export function mustRefuseFloat64(device: Device, fixture: FixtureCase): boolean {
  return device.type !== 'cpu' && isFloat64(fixture);
}

/** Whether `error` is the right answer of a device to a case that PyTorch on the CPU can run. */
export function isRightRefusal(device: Device, fixture: FixtureCase, error: unknown): boolean {
  if (mustRefuseFloat64(device, fixture)) return error instanceof DTypeError;
  // A device that answers later cannot say now how many elements are not zero.
  return device.readNow === undefined && error instanceof DeviceError && uses(fixture, readers);
}

/** Whether a device may compute what PyTorch refuses, as it does not look at elements to refuse them. */
export function mayOverlook(device: Device, fixture: FixtureCase): boolean {
  return device.type !== 'cpu' && uses(fixture, inspectors);
}
