import type { Experiment } from '@chainrule/experiments';
import { closest, distance } from 'fastest-levenshtein';
import type { Work } from './devices.ts';
import { usageError } from './failure.ts';

/** The experiment of that id. */
export function findExperiment(experiments: readonly Experiment[], id: string): Experiment {
  const found = experiments.find((experiment) => experiment.id === id);
  if (found) return found;
  const ids = experiments.map((experiment) => experiment.id);
  const suggestion = nearest(ids, id);
  const hint = suggestion ? `did you mean ${suggestion}?` : '"chainrule list" names them all';
  throw usageError(`unknown experiment "${id}"; ${hint}`);
}

/** Nets that are trained by the epoch are large; those that are trained by the step have a few units. */
export function workOf({ parameters }: Experiment): Work {
  return 'epochs' in parameters ? 'large' : 'small';
}

/** The name that was most likely meant, unless none is near. */
function nearest(names: readonly string[], name: string): string | undefined {
  if (names.length === 0) return undefined;
  const candidate = closest(name, names);
  return distance(name, candidate) <= Math.max(2, name.length / 2) ? candidate : undefined;
}
