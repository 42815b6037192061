/** Something that went wrong, for a reader: what happened, and how to go on. */
export interface Problem {
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
}

/** An error that already knows what to tell a reader. */
export class PlayerError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.title}: ${problem.detail}`, options);
    this.problem = problem;
  }
}

/** What to tell a reader of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof PlayerError) return error.problem;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (/context.{0,20}lost|device.{0,20}lost/i.test(message)) {
    return {
      title: 'The GPU went away',
      detail:
        'The browser took the GPU back while the net was training, as it may when the computer sleeps or the driver starts anew. ' +
        'The net was on the GPU and is gone with it; what was drawn and listed until then stays.',
      remedy:
        'Press Run to start again, or choose the CPU as the device first: it is always there.',
    };
  }
  if (name === 'DeviceError') {
    return {
      title: 'The device cannot do this',
      detail: message,
      remedy: 'Choose the CPU as the device: it is always there.',
    };
  }
  return {
    title: 'The run stopped',
    detail: message,
    remedy: 'Change the settings, or press Run to start again.',
  };
}
