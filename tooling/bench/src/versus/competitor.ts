import process from 'node:process';
import { accelerate } from '@chainrule/kernels-cpu';
import { enableRelaxedSimd } from '@chainrule/kernels-cpu/node';
import type { Library } from './library.ts';
import { own } from './own.ts';
import { attempt } from './trial.ts';
import type { Work } from './work.ts';

/**
 * Trains with one library, `eager`, `compiled` or a module by its URL, in a process that does nothing
 * else. The work comes as a message, and how it went leaves as one.
 */
const [, , name = ''] = process.argv;
const isOwn = name === 'eager' || name === 'compiled';
if (isOwn) {
  enableRelaxedSimd();
  accelerate();
}
const library: Library = isOwn ? own(name === 'compiled') : await import(name);
// Whoever asked may be gone before the work is done.
process.once('disconnect', () => process.exit());
process.once('message', async (work: Work) => {
  process.send?.(await attempt(library, work));
  process.disconnect();
});
// The work is sent once somebody listens.
process.send?.('ready');
