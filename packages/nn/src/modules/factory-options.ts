import type { Device, DeviceType, DType } from '@chainrule/tensor';

/** In what dtype, and where, a layer makes its parameters. */
export interface FactoryOptions {
  /** Default: the default floating point dtype. */
  readonly dtype?: DType;
  /** Default: the default device. */
  readonly device?: DeviceType | Device;
}
