import type { Follower, Moment } from '@chainrule/experiments';

/** How long training may go on before messages are heard, in milliseconds. */
const BREATH = 12;
/** How many points of the curve there are at full speed: each step at first, then every so many. */
const FIRST_STEPS = 20;
const STEPS_BETWEEN_POINTS = 20;
/** How often a slowed run stops in a second. */
const STOPS_PER_SECOND = 30;

/** Lets messages be heard: a turn of the event loop, without the delay that timers have. */
function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Decides when a run goes on: it pauses between two steps, takes a few of them, or keeps to a speed.
 *
 * @example
 * ```js
 * const pacer = new Pacer({ eachStep: false, speed: 100, at: ({ done }) => console.log(done) });
 * experiment.run(settings, { device: 'cpu', eager: false, follower: pacer });
 * pacer.pause();
 * ```
 */
export class Pacer implements Follower {
  readonly #eachStep: boolean;
  readonly #told: (moment: Moment) => void | Promise<void>;
  readonly #onPaused: () => void;
  #speed: number | null;
  /** How many steps may be taken before the run pauses; infinite while it runs on. */
  #allowance = Number.POSITIVE_INFINITY;
  #wake: (() => void) | undefined;
  #breathed = performance.now();
  #last = 0;

  constructor(options: {
    /** Whether to stop after each step, as where one takes long. */
    eachStep: boolean;
    speed: number | null;
    at: (moment: Moment) => void | Promise<void>;
    onPaused: () => void;
  }) {
    this.#eachStep = options.eachStep;
    this.#speed = options.speed;
    this.#told = options.at;
    this.#onPaused = options.onPaused;
  }

  pause(): void {
    this.#allowance = 0;
  }

  resume(): void {
    this.#allowance = Number.POSITIVE_INFINITY;
    this.#wake?.();
  }

  /** Takes so many steps and pauses again. */
  step(count: number): void {
    this.#allowance = count;
    this.#wake?.();
  }

  /** Steps a second, or `null` for as many as there can be. */
  set speed(speed: number | null) {
    this.#speed = speed;
  }

  stride(done: number): number {
    return Math.max(1, Math.min(this.#allowance, this.#strideAtSpeed(done)));
  }

  #strideAtSpeed(done: number): number {
    if (this.#eachStep) return 1;
    const full = done < FIRST_STEPS ? 1 : STEPS_BETWEEN_POINTS - (done % STEPS_BETWEEN_POINTS);
    if (this.#speed === null) return full;
    return Math.min(full, Math.max(1, Math.round(this.#speed / STOPS_PER_SECOND)));
  }

  async at(moment: Moment): Promise<void> {
    const taken = moment.done - this.#last;
    this.#last = moment.done;
    this.#allowance -= taken;
    await this.#told(moment);
    if (this.#speed !== null) await sleep((1000 * taken) / this.#speed);
    await this.gate();
  }

  /** Lets messages be heard now and then, and waits while the run is paused. */
  async gate(): Promise<void> {
    if (performance.now() - this.#breathed > BREATH) {
      await takeTurn();
      this.#breathed = performance.now();
    }
    if (this.#allowance > 0) return;
    this.#onPaused();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
