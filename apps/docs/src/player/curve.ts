import type { Moment } from '@chainrule/experiments';
import type { LossPoints } from './protocol.ts';

/** Gathers the points of the loss curve until they are sent. */
export class CurveBuffer {
  #steps: number[] = [];
  #costs: number[][] = [];

  /** Adds the costs after a step; steps are counted from 0, as the notebook counts them. */
  add({ done, costs }: Moment): void {
    this.#steps.push(done - 1);
    for (const [model, cost] of costs.entries()) {
      const series = this.#costs[model] ?? [];
      series.push(cost);
      this.#costs[model] = series;
    }
  }

  /** Hands out what has come since the last time. */
  take(): LossPoints {
    const points = { steps: this.#steps, costs: this.#costs };
    this.#steps = [];
    this.#costs = [];
    return points;
  }
}
