import type { ParameterTable, Settings } from './parameters.ts';
import type { Recorded, RunFigures, Statement } from './recorded.ts';

/** The notebook's cost at a step beside the run's, where the run reached that step. */
export interface ComparedCost {
  readonly step: number;
  readonly recorded: number;
  readonly ours: number | undefined;
}

/** A statement about the notebook's output, and whether it holds for the run. */
export interface JudgedStatement {
  readonly text: string;
  readonly expectation: Statement['expectation'];
  readonly holds: boolean;
}

/** A run set beside what the notebook printed. */
export interface Comparison {
  readonly costs: readonly ComparedCost[];
  readonly statements: readonly JudgedStatement[];
  /** Whether everything holds that does not depend on the seed. */
  readonly agrees: boolean;
}

/** Sets the figures of a run beside the recorded ones and judges each recorded statement. */
export function compareWithRecorded<Table extends ParameterTable>(
  recorded: Recorded<Table>,
  figures: RunFigures,
  settings: Settings<Table>,
): Comparison {
  const ours = new Map(figures.costs.map(({ step, cost }) => [step, cost]));
  const statements = recorded.statements.map((statement) => ({
    text: statement.text,
    expectation: statement.expectation,
    holds: statement.holds(figures, settings),
  }));
  return {
    costs: recorded.costs.map(({ step, cost }) => ({ step, recorded: cost, ours: ours.get(step) })),
    statements,
    agrees: statements.every(({ expectation, holds }) => expectation === 'seed' || holds),
  };
}
