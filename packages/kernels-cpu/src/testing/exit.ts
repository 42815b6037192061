/** A program that shares work with threads, and comes to its end: it should, with no call to stop them. */
import { argv, stdout } from 'node:process';
import { setNumThreads } from '../threads/num-threads.ts';
import { helpedKernels, largeProduct, partsHelped } from './help.ts';

const kernels = await helpedKernels(3);
largeProduct(kernels);
if (argv[2] === 'stop') setNumThreads(1);
if (argv[2] === 'throw') throw new Error('the end');
stdout.write(partsHelped(kernels) > 0 ? 'helped' : 'not helped');
