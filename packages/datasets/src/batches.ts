/** Makes a batch of samples. */
export type Collate<Sample, Batch> = (samples: Awaited<Sample>[]) => Batch;

/** What a loader gives, from the start again with every `begin`. */
export interface Batches<Batch> {
  readonly length: number;
  begin(): IterableIterator<Batch>;
  beginAsync(): AsyncIterableIterator<Batch>;
}
