import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env } from 'node:process';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const onMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** What to do where there is none. */
export const chromiumRemedy = 'apt-get install chromium';

/** Where Chromium is on this machine: `CHAINRULE_CHROMIUM` names it, or it is in a usual place. */
export function findChromium(): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter);
  const inFolders = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [env.CHAINRULE_CHROMIUM ?? '', ...inFolders, onMac].find((path) => existsSync(path));
}

/** Flags for every use: nothing is asked of any other machine. */
export const commonFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
