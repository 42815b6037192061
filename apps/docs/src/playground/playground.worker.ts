import { evaluate } from './evaluate.ts';
import type { Output, RunMessage, RunRequest } from './messages.ts';
import { modules } from './modules.ts';

// A program may print in every step: its words travel in bunches, so that the page keeps up.
const MILLISECONDS_BETWEEN_MESSAGES = 50;
const MOST_OUTPUTS = 2000;

const post = (message: RunMessage): void => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<RunRequest>) => {
  const started = performance.now();
  let waiting: Output[] = [];
  let told = started;
  let count = 0;
  const flush = (): void => {
    if (waiting.length > 0) post({ type: 'outputs', outputs: waiting });
    waiting = [];
    told = performance.now();
  };
  const error = await evaluate(data.code, modules, (output) => {
    if (++count > MOST_OUTPUTS) {
      throw new RangeError(`a program here prints ${MOST_OUTPUTS} times at most`);
    }
    waiting.push(output);
    if (performance.now() - told > MILLISECONDS_BETWEEN_MESSAGES) flush();
  });
  flush();
  post({ type: 'end', error, milliseconds: performance.now() - started });
});
