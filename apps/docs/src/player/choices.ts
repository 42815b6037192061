import { parseParameter } from '@chainrule/experiments';
import type { ExperimentDescription } from './description.ts';
import { playerDevices } from './devices.ts';

/** All that a reader chooses before pressing Run. */
export interface Choices {
  readonly settings: Readonly<Record<string, number | string | null>>;
  readonly device: string;
  readonly eager: boolean;
  /** Steps a second, or `null` for as many as there can be. */
  readonly speed: number | null;
}

/** The speeds that are offered, in steps a second. */
export const speeds: readonly (number | null)[] = [2, 20, 200, 2000, null];

/** Fewer images and epochs than the notebook's, so that a first run takes seconds. */
const quick: Readonly<Record<string, number>> = { epochs: 3, limit: 10_000 };

/** The experiment's own settings, which are the notebook's. */
export function notebookChoices({ parameters }: ExperimentDescription): Choices {
  const settings = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]),
  );
  return { settings, device: 'cpu', eager: false, speed: null };
}

/** What a page starts with: the notebook's settings, but quicker where they take minutes. */
export function defaultChoices(description: ExperimentDescription): Choices {
  const choices = notebookChoices(description);
  const isLong = 'epochs' in description.parameters;
  if (isLong) return { ...choices, settings: { ...choices.settings, ...quick } };
  return { ...choices, speed: 2000 };
}

/** Choices as read, and a sentence on each that could not be used. */
export interface ReadChoices {
  readonly choices: Choices;
  readonly complaints: readonly string[];
}

/**
 * Reads the choices that a link carries. What makes no sense is left at its default, with a word on
 * what would.
 *
 * @example
 * ```js
 * readLink(xorNn, new URLSearchParams('seed=1&steps=many')).complaints;
 * // ['steps: expected a whole number of 1 or more, got "many"']
 * ```
 */
export function readLink(description: ExperimentDescription, link: URLSearchParams): ReadChoices {
  const defaults = defaultChoices(description);
  const complaints: string[] = [];
  const settings = { ...defaults.settings };
  const host: { -readonly [Name in keyof Choices]?: Choices[Name] } = {};
  for (const [name, text] of link) {
    const complaint = readOne(name, text);
    if (complaint !== undefined) complaints.push(complaint);
  }
  return { choices: { ...defaults, ...host, settings }, complaints };

  function readOne(name: string, text: string): string | undefined {
    const parameter = Object.hasOwn(description.parameters, name)
      ? description.parameters[name]
      : undefined;
    if (parameter !== undefined) {
      if (text === 'all' && parameter.default === null) settings[name] = null;
      else return complainUnless(name, () => (settings[name] = parseParameter(parameter, text)));
      return undefined;
    }
    if (name === 'device') {
      const names = playerDevices.map((device) => device.name);
      if (!names.includes(text)) return `device: expected ${names.join(' or ')}, got "${text}"`;
      host.device = text;
    } else if (name === 'mode') {
      if (text !== 'eager' && text !== 'compiled') {
        return `mode: expected eager or compiled, got "${text}"`;
      }
      host.eager = text === 'eager';
    } else if (name === 'speed') {
      const speed = speeds.find((each) => speedName(each) === text);
      if (speed === undefined) {
        return `speed: expected ${speeds.map(speedName).join(' or ')}, got "${text}"`;
      }
      host.speed = speed;
    } else {
      const known = [...Object.keys(description.parameters), 'device', 'mode', 'speed'];
      return `${name}: this page knows ${known.join(', ')}`;
    }
    return undefined;
  }
}

function complainUnless(name: string, read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return `${name}: ${(error as Error).message}`;
  }
}

/** A speed as a link spells it. */
export function speedName(speed: number | null): string {
  return speed === null ? 'full' : String(speed);
}

/** The choices as a link carries them: only those that differ from the page's defaults. */
export function writeLink(description: ExperimentDescription, choices: Choices): URLSearchParams {
  const defaults = defaultChoices(description);
  const link = new URLSearchParams();
  for (const [name, value] of Object.entries(choices.settings)) {
    if (value !== defaults.settings[name]) link.set(name, value === null ? 'all' : String(value));
  }
  if (choices.device !== defaults.device) link.set('device', choices.device);
  if (choices.eager) link.set('mode', 'eager');
  if (choices.speed !== defaults.speed) link.set('speed', speedName(choices.speed));
  return link;
}
