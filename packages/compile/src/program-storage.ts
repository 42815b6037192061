import { type Device, type DType, Storage } from '@chainrule/tensor';

/** A storage whose place in memory is planned by a program; it outlives a `tidy` around the call that made the program. */
export function programStorage(device: Device, dtype: DType, length: number): Storage {
  const storage = new Storage(device, dtype, length, undefined);
  storage.kept = true;
  return storage;
}
