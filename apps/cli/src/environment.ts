import type { Experiment } from '@chainrule/experiments';
import type { ModelFiles } from './model-files.ts';
import type { Screen } from './screen.ts';

/** What the commands work with; the program gets the real thing, a test what it needs. */
export interface Environment {
  readonly experiments: readonly Experiment[];
  readonly screen: Screen;
  /** How models are saved and loaded, where the package for it is there. */
  readonly modelFiles?: ModelFiles;
}
