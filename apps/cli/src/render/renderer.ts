import type { ExperimentEvent } from '@chainrule/experiments';

/** Something that shows a run, event by event. */
export interface Renderer {
  render(event: ExperimentEvent): void;
  /** Called after the last event of a run that came to its end. */
  finish?(): void | Promise<void>;
  /** Called when the run is over, however it ended. */
  close?(): void;
}
