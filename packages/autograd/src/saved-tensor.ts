import { AutogradError, formatShape, type Tensor } from '@chainrule/tensor';

/** A value kept for the backward pass, which notices when it was changed since. */
export class SavedTensor {
  private readonly tensor: Tensor;
  private readonly version: number;

  constructor(tensor: Tensor) {
    this.tensor = tensor;
    this.version = tensor.storage.version;
  }

  /**
   * The value.
   *
   * @throws {AutogradError} when it was changed in place after it was saved.
   */
  unpack(neededBy: string): Tensor {
    const { storage, shape } = this.tensor;
    if (storage.version !== this.version) {
      throw new AutogradError(
        `${neededBy} needs a tensor of shape ${formatShape(shape)} that was changed in place since: ` +
          `it is at version ${storage.version}, saved at ${this.version}; ` +
          'change a clone() instead, or change it before it is used',
      );
    }
    storage.checkUsable();
    return this.tensor;
  }
}

/** The error for a second walk through a graph whose saved values are gone. */
export function releasedError(name: string): AutogradError {
  return new AutogradError(
    `${name} was walked through before and its saved values are gone; ` +
      'pass { retainGraph: true } to the first backward() to walk through it again',
  );
}
