import type { ExperimentEvent } from './events.ts';
import type { ParameterTable, Settings } from './parameters.ts';

/** A cost that was printed at a step. */
export interface StepCost {
  readonly step: number;
  readonly cost: number;
}

/** The figures of one run that can be set beside the notebook's. */
export interface RunFigures {
  readonly costs: readonly StepCost[];
  readonly hypothesis: readonly (readonly number[])[];
}

/**
 * Something that the notebook's output shows.
 *
 * `agrees`: it follows from the mathematics, so every run must show it too. `seed`: it hangs on the
 * random start, which the notebook did not fix, so a run may differ.
 */
export interface Statement<Table extends ParameterTable = ParameterTable> {
  readonly text: string;
  readonly expectation: 'agrees' | 'seed';
  holds(figures: RunFigures, settings: Settings<Table>): boolean;
}

/** What the notebook shows under one cell. */
export interface Recorded<Table extends ParameterTable = ParameterTable> {
  /** The printed costs, as far as they are shown in full. */
  readonly costs: readonly StepCost[];
  /** The printed predictions, to the four decimals that PyTorch prints. */
  readonly hypothesis?: readonly (readonly number[])[];
  readonly statements: readonly Statement<Table>[];
}

const PRINTED_COST = /^Step: (\d+) ?\t ?Cost: (\S+)$/;

/**
 * Reads the costs out of a cell's printed output.
 *
 * The notebook's page cuts long output short in the middle of a line, so what follows the last line
 * end is dropped: a number that lost its last digits must not pass for a whole one.
 */
export function parsePrintedCosts(output: string): StepCost[] {
  return output
    .slice(0, output.lastIndexOf('\n'))
    .split('\n')
    .map((line) => {
      const match = PRINTED_COST.exec(line);
      if (!match) throw new SyntaxError(`not a printed cost: ${JSON.stringify(line)}`);
      return { step: Number(match[1]), cost: Number(match[2]) };
    });
}

/** Gathers from a run's events the figures that can be compared. */
export function figuresOf(events: Iterable<ExperimentEvent>): RunFigures {
  const costs: StepCost[] = [];
  let hypothesis: RunFigures['hypothesis'] = [];
  for (const event of events) {
    if (event.type === 'step') costs.push({ step: event.step, cost: event.cost });
    if (event.type === 'result') hypothesis = event.hypothesis ?? [];
  }
  return { costs, hypothesis };
}
