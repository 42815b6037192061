import {
  type Comparison,
  classify,
  compareWithRecorded,
  confusionMatrix,
  type Experiment,
  type ExperimentEvent,
  experiments,
  figuresOf,
  type Moment,
  modelTensors,
  type RunContext,
  type Settings,
  type Training,
} from '@chainrule/experiments';
import { saveSafetensors } from '@chainrule/serialize';
import type { DeviceType } from '@chainrule/tensor';
import { CurveBuffer } from './curve.ts';
import { digitsSource } from './digits-source.ts';
import { lookAt } from './looks.ts';
import { openDevice } from './open-device.ts';
import { Pacer } from './pacer.ts';
import { PlayerError } from './problem.ts';
import type { Report, RunRequest } from './protocol.ts';

/** How often the page is told of a run, in milliseconds: nets on digits take longer to look into. */
const MOMENT_INTERVAL = 50;
const DIGITS_LOOK_INTERVAL = 1500;

/** One run of an experiment in the worker, from its settings to its model as a file. */
export class Session {
  readonly pacer: Pacer;
  readonly #experiment: Experiment;
  readonly #request: RunRequest;
  readonly #report: (report: Report) => void;
  readonly #curve = new CurveBuffer();
  readonly #events: ExperimentEvent[] = [];
  #training: Training | undefined;
  #moment: Moment | undefined;
  #told = 0;
  #looked = 0;

  constructor(request: RunRequest, report: (report: Report) => void) {
    this.#experiment = findExperiment(request.experiment);
    this.#request = request;
    this.#report = report;
    this.pacer = new Pacer({
      eachStep: this.#learnsDigits,
      speed: request.speed,
      at: (moment) => this.#follow(moment),
      onPaused: () => void this.#showPause(),
    });
  }

  /** Trains to the end. */
  async run(): Promise<void> {
    const { settings, device, eager, base } = this.#request;
    await openDevice(device);
    const context: RunContext = {
      // Opened just now, so it is one of them.
      device: device as DeviceType,
      eager,
      follower: this.pacer,
      source: digitsSource(base, (loaded) => this.#report({ type: 'download', loaded })),
      onBuilt: async (training) => {
        this.#training = training;
        this.#tell(await lookAt(training));
      },
    };
    const events = this.#experiment.run(settings as Settings, context);
    for await (const event of events) {
      await this.#handle(event);
      await this.pacer.gate();
    }
    this.#tell(await lookAt(this.#built));
    this.#report({ type: 'finished', ...this.#comparison() });
  }

  /** Says how likely each net finds each digit for a drawing. */
  async classify(pixels: Float32Array): Promise<void> {
    const nets = Object.entries(this.#built.inspections ?? {});
    const answers = await Promise.all(
      nets.map(async ([name, inspection]) => ({
        name,
        probabilities: await classify(inspection, pixels),
      })),
    );
    this.#report({ type: 'classified', answers });
  }

  /** Hands out the trained weights as a safetensors file, byte for byte the command line's. */
  async save(): Promise<void> {
    const bytes = await saveSafetensors(modelTensors(this.#built.models), { format: 'pt' });
    this.#report({ type: 'saved', bytes });
  }

  get #built(): Training {
    if (this.#training === undefined) throw new Error('the nets are not built yet');
    return this.#training;
  }

  get #learnsDigits(): boolean {
    return 'epochs' in this.#experiment.parameters;
  }

  async #handle(event: ExperimentEvent): Promise<void> {
    this.#events.push(event);
    this.#report({ type: 'event', event });
    if (event.type === 'epoch' && this.#isLastOfEpoch(event.model)) await this.#countConfusion();
  }

  #isLastOfEpoch(model: string): boolean {
    return model === Object.keys(this.#built.models).at(-1);
  }

  async #countConfusion(): Promise<void> {
    const { inspections = {}, test } = this.#built;
    if (test === undefined) return;
    const matrices = [];
    for (const [name, inspection] of Object.entries(inspections)) {
      matrices.push({ name, counts: await confusionMatrix(inspection, test) });
    }
    this.#report({ type: 'confusion', matrices });
  }

  async #follow(moment: Moment): Promise<void> {
    this.#moment = moment;
    this.#curve.add(moment);
    const now = performance.now();
    if (now - this.#told < MOMENT_INTERVAL && moment.done < moment.total) return;
    const isTimeToLook = !this.#learnsDigits || now - this.#looked > DIGITS_LOOK_INTERVAL;
    this.#tell(isTimeToLook ? await lookAt(this.#built) : undefined);
    if (isTimeToLook) this.#looked = performance.now();
    this.#told = performance.now();
  }

  async #showPause(): Promise<void> {
    this.#tell(await lookAt(this.#built));
    this.#report({ type: 'paused' });
  }

  #tell(look: Awaited<ReturnType<typeof lookAt>> | undefined): void {
    const { done, total } = this.#moment ?? { done: 0, total: 0 };
    const points = this.#curve.take();
    this.#report({ type: 'moment', done, total, points, ...(look && { look }) });
  }

  #comparison(): { comparison?: Comparison } {
    const { recorded } = this.#experiment;
    if (recorded === undefined) return {};
    const figures = figuresOf(this.#events);
    return {
      comparison: compareWithRecorded(recorded, figures, this.#request.settings as Settings),
    };
  }
}

function findExperiment(id: string): Experiment {
  const experiment = experiments.find((each) => each.id === id);
  if (experiment !== undefined) return experiment;
  throw new PlayerError({
    title: 'There is no such experiment',
    detail: `${id} is not among ${experiments.map((each) => each.id).join(', ')}.`,
    remedy: 'Open one of the notebook’s pages.',
  });
}
