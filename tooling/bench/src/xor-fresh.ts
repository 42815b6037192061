import process from 'node:process';
import { accelerate } from '@chainrule/kernels-cpu';
import { timesOf } from './measure.ts';
import { trainXor } from './xor-training.ts';

/** Seconds of one training each way, in a process that does nothing else; see `xor.ts`. */
const [widths = '', steps = ''] = process.argv.slice(2);
const train = (way?: Parameters<typeof trainXor>[2]) => (): void => {
  trainXor(widths.split('-').map(Number), Number(steps), way);
};

accelerate();
const eager = timesOf(train('eager'));
const compiled = timesOf(train('compiled'));
const byHand = timesOf(train('by hand'));
console.log(JSON.stringify({ eager, compiled, byHand }));
