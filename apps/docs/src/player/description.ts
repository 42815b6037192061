import type { ParameterTable, StepCost } from '@chainrule/experiments';

/** An experiment as a page knows it before anything runs. */
export interface ExperimentDescription {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** The notebook's own heading. */
  readonly section: string;
  readonly parameters: ParameterTable;
  /** The costs that the notebook printed; empty where it printed none. */
  readonly recorded: readonly StepCost[];
}
