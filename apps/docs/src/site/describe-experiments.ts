import { stdout } from 'node:process';
import { experiments } from '@chainrule/experiments';
import type { ExperimentDescription } from '../player/description.ts';

/** What the pages say of the experiments: all but the code that runs them. */
const descriptions: ExperimentDescription[] = experiments.map(
  ({ id, title, summary, section, parameters, recorded }) => ({
    id,
    title,
    summary,
    section,
    parameters,
    recorded: recorded?.costs ?? [],
  }),
);

stdout.write(JSON.stringify(descriptions));
