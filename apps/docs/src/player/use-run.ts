import type {
  Comparison,
  EpochEvent,
  ModelSummary,
  ProgressEvent,
  ResultEvent,
  StepCost,
} from '@chainrule/experiments';
import { onBeforeUnmount, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import type { Choices } from './choices.ts';
import type { Problem } from './problem.ts';
import type { Command, DigitsLook, PlaneLook, Report } from './protocol.ts';

/** Where a run stands. */
export type Phase = 'idle' | 'starting' | 'running' | 'paused' | 'finished' | 'failed';

/** The loss of each model over the steps so far. */
export interface Curve {
  readonly steps: number[];
  readonly costs: number[][];
}

type Confusion = Extract<Report, { type: 'confusion' }>['matrices'];
type Answers = Extract<Report, { type: 'classified' }>['answers'];

/** What a page shows of a run. */
export interface RunState {
  readonly phase: Ref<Phase>;
  readonly done: Ref<number>;
  readonly total: Ref<number>;
  /** Bytes of digits that were downloaded; 0 when they were there. */
  readonly downloaded: Ref<number>;
  readonly models: ShallowRef<readonly ModelSummary[]>;
  readonly progress: ShallowRef<ProgressEvent | undefined>;
  readonly curve: ShallowRef<Curve>;
  readonly costs: ShallowRef<StepCost[]>;
  readonly epochs: ShallowRef<EpochEvent[]>;
  readonly look: ShallowRef<PlaneLook | DigitsLook | undefined>;
  readonly confusion: ShallowRef<Confusion>;
  readonly answers: ShallowRef<Answers>;
  readonly result: ShallowRef<ResultEvent | undefined>;
  readonly comparison: ShallowRef<Comparison | undefined>;
  readonly problem: ShallowRef<Problem | undefined>;
}

/** What a page can do with a run. */
export interface RunControls {
  run(choices: Choices): void;
  pause(): void;
  resume(): void;
  /** Takes a step and pauses; starts the run when there is none. */
  step(choices: Choices): void;
  reset(): void;
  setSpeed(speed: number | null): void;
  classify(pixels: Float32Array): void;
  /** The trained weights as a safetensors file. */
  save(): Promise<Uint8Array>;
}

/** A run of an experiment in a worker of its own, which ends with the component that uses it. */
export function useRun(experiment: string, base: () => string): RunState & RunControls {
  const state = emptyState();
  let worker: Worker | undefined;
  let onSaved: ((bytes: Uint8Array) => void) | undefined;

  function send(command: Command): void {
    worker?.postMessage(command);
  }

  function start({ settings, device, eager, speed }: Choices, isStep: boolean): void {
    reset();
    state.phase.value = 'starting';
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => take(data));
    worker.addEventListener('error', () => fail(workerProblem));
    const request = { experiment, settings: { ...settings }, device, eager, speed, base: base() };
    send({ type: 'run', request });
    if (isStep) send({ type: 'step', count: 1 });
  }

  function reset(): void {
    worker?.terminate();
    worker = undefined;
    for (const [name, value] of Object.entries(emptyState())) {
      state[name as keyof RunState].value = value.value;
    }
  }

  function fail(problem: Problem): void {
    worker?.terminate();
    worker = undefined;
    state.problem.value = problem;
    state.phase.value = 'failed';
  }

  function take(report: Report): void {
    if (report.type === 'failed') fail(report.problem);
    else if (report.type === 'saved') onSaved?.(report.bytes);
    else takeReport(state, report);
  }

  onBeforeUnmount(reset);

  return {
    ...state,
    run: (choices) => start(choices, false),
    step: (choices) => {
      if (worker === undefined) start(choices, true);
      else send({ type: 'step', count: 1 });
    },
    pause: () => send({ type: 'pause' }),
    resume: () => {
      state.phase.value = 'running';
      send({ type: 'resume' });
    },
    reset,
    setSpeed: (speed) => send({ type: 'speed', speed }),
    classify: (pixels) => send({ type: 'classify', pixels }),
    save: () =>
      new Promise((resolve) => {
        onSaved = resolve;
        send({ type: 'save' });
      }),
  };
}

const workerProblem: Problem = {
  title: 'The training code could not be loaded',
  detail: 'The browser could not start the worker that trains the nets.',
  remedy: 'Check the connection, reload the page and press Run again.',
};

function emptyState(): RunState {
  return {
    phase: ref('idle'),
    done: ref(0),
    total: ref(0),
    downloaded: ref(0),
    models: shallowRef([]),
    progress: shallowRef(),
    curve: shallowRef({ steps: [], costs: [] }),
    costs: shallowRef([]),
    epochs: shallowRef([]),
    look: shallowRef(),
    confusion: shallowRef([]),
    answers: shallowRef([]),
    result: shallowRef(),
    comparison: shallowRef(),
    problem: shallowRef(),
  };
}

function takeReport(state: RunState, report: Exclude<Report, { type: 'failed' | 'saved' }>): void {
  switch (report.type) {
    case 'download':
      state.downloaded.value = report.loaded;
      return;
    case 'event':
      return takeEvent(state, report.event);
    case 'moment':
      return takeMoment(state, report);
    case 'confusion':
      state.confusion.value = report.matrices;
      return;
    case 'paused':
      state.phase.value = 'paused';
      return;
    case 'classified':
      state.answers.value = report.answers;
      return;
    case 'finished':
      state.comparison.value = report.comparison;
      state.phase.value = 'finished';
      return;
  }
}

function takeEvent(state: RunState, event: Extract<Report, { type: 'event' }>['event']): void {
  switch (event.type) {
    case 'start':
      state.models.value = event.models;
      if (state.phase.value === 'starting') state.phase.value = 'running';
      return;
    case 'step':
      state.costs.value = [...state.costs.value, { step: event.step, cost: event.cost }];
      return;
    case 'epoch':
      state.epochs.value = [...state.epochs.value, event];
      return;
    case 'progress':
      state.progress.value = event;
      return;
    case 'result':
      state.result.value = event;
      return;
  }
}

function takeMoment(state: RunState, moment: Extract<Report, { type: 'moment' }>): void {
  state.done.value = moment.done;
  state.total.value = moment.total;
  if (moment.look) state.look.value = moment.look;
  const { steps, costs } = state.curve.value;
  steps.push(...moment.points.steps);
  for (const [model, points] of moment.points.costs.entries()) {
    const series = costs[model] ?? [];
    series.push(...points);
    costs[model] = series;
  }
  // The arrays grow where they are; a new object around them tells who draws them.
  state.curve.value = { steps, costs };
}
