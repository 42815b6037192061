export {
  readCheckpointFile,
  readSafetensorsFile,
  writeCheckpointFile,
  writeSafetensorsFile,
} from './files.ts';
export { writeFileAtomic } from './write-file-atomic.ts';
