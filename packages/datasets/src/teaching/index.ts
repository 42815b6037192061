export { type BlobsOptions, blobs } from './blobs.ts';
export type { LabelledPoints } from './labelled-points.ts';
export { type MoonsOptions, moons } from './moons.ts';
export { type SpiralsOptions, spirals } from './spirals.ts';
export { xor } from './xor.ts';
