import type { Device } from './device.ts';
import type { DType } from './dtype.ts';
import { DeviceError } from './errors.ts';
import { noteStorage } from './tidy-scope.ts';

let storagesMade = 0;

/** How many storages were made so far: the {@link Storage.serial} of the next one. */
export function nextStorageSerial(): number {
  return storagesMade;
}

/** The elements that a tensor and its views share, and how often they were changed in place. */
export class Storage {
  readonly device: Device;
  readonly dtype: DType;
  readonly length: number;

  /** What the device keeps the elements in; on `cpu` a typed array. */
  buffer: unknown;

  /** Counts in-place changes, so that gradients can tell that a saved value is gone. */
  version = 0;

  /** The value of a number written in the code, which never changes and is shared between uses. */
  readonly value: number | undefined;

  /** Whether somebody holds on to this storage, so that a gradient must not take it over. */
  owned: boolean;

  /** Whether `tidy` leaves it alone. */
  kept: boolean;

  disposed = false;

  /** Counts storages in the order in which they were made. */
  readonly serial: number = storagesMade++;

  constructor(device: Device, dtype: DType, length: number, buffer: unknown, value?: number) {
    this.device = device;
    this.dtype = dtype;
    this.length = length;
    this.buffer = buffer;
    this.value = value;
    this.owned = value !== undefined;
    this.kept = value !== undefined;
    noteStorage(this);
  }

  /** Whether this is a number written in the code; see {@link value}. */
  get constant(): boolean {
    return this.value !== undefined;
  }

  /** Gives the memory back to the device. Every tensor that shares it is then unusable. */
  dispose(): void {
    if (this.disposed) return;
    this.device.free(this);
    this.disposed = true;
    this.buffer = undefined;
  }

  /** Throws a {@link DeviceError} when the memory was given back. */
  checkUsable(): void {
    if (this.disposed) {
      throw new DeviceError('this tensor was disposed; its memory went back to the device');
    }
  }
}
