import type { DType } from './dtype.ts';

// PyTorch users write `dtype: torch.float64`; here that is the string itself.

/** The dtype of 32-bit floating point numbers. */
export const float32 = 'float32' satisfies DType;
/** The dtype of 64-bit floating point numbers. */
export const float64 = 'float64' satisfies DType;
/** The dtype of 32-bit integers. */
export const int32 = 'int32' satisfies DType;
/** The dtype of bytes. */
export const uint8 = 'uint8' satisfies DType;
/** The dtype of true and false. */
export const bool = 'bool' satisfies DType;
/** {@link float32} by its other name. */
export const float = float32;
/** {@link float64} by its other name. */
export const double = float64;
/** {@link int32} by its other name. */
export const int = int32;
