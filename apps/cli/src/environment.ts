import type { Experiment } from '@chainrule/experiments';
import type { Screen } from './screen.ts';

/** What the commands work with; the program gets the real thing, a test what it needs. */
export interface Environment {
  readonly experiments: readonly Experiment[];
  readonly screen: Screen;
}
