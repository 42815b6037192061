import type { MnistWork, XorWork } from './work.ts';

/** A net in training, that is given one batch after the other. */
export interface Training {
  /** Does one step on the batch of that number. */
  step(batch: number): void | Promise<void>;
  /** The loss that the last step found. */
  loss(): number | Promise<number>;
}

/** What a library of the comparison does, as its users would write it: the modules in `versus/`. */
export interface Library {
  readonly version: string;
  /** Trains for so many steps from the start; gives the loss that the last step found. */
  xor(work: XorWork, steps: number): number | Promise<number>;
  /** Where the library trains another way than PyTorch does, so that its losses are others. */
  readonly xorDiffers?: string;
  /** A net that is ready to be trained, or nothing if the library cannot express it. */
  mnist(work: MnistWork): Training | undefined;
  readonly mnistDiffers?: string;
}
