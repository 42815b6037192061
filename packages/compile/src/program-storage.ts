import { type Device, type DType, Storage } from '@chainrule/tensor';

/**
 * A storage of a program's own, which outlives a `tidy` around the call that made the program.
 *
 * @param buffer - where it is, if not in memory that the program plans.
 */
export function programStorage(
  device: Device,
  dtype: DType,
  length: number,
  buffer?: unknown,
): Storage {
  const storage = new Storage(device, dtype, length, buffer);
  storage.kept = true;
  return storage;
}
