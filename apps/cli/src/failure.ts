/** An end of the program that is no bug: one line for the person, and the code to exit with. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command line asks for something that cannot be. */
export function usageError(message: string): Failure {
  return new Failure(message, 2);
}

/** The command line is right, but the work could not be done. */
export function failure(message: string): Failure {
  return new Failure(message, 1);
}

/** The person pressed Ctrl-C; 128 + SIGINT, as shells report it. */
export function interrupted(): Failure {
  return new Failure('interrupted', 130);
}
