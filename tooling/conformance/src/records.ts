import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type HostName, hostNames } from './hosts/host.ts';
import type { HostRecord } from './record.ts';

const folder = fileURLToPath(new URL('../records/', import.meta.url));

/** The page that shows the records. */
export const matrixFile = fileURLToPath(new URL('../../../docs/devices.md', import.meta.url));

const fileOf = (host: HostName): string => `${folder}${host}.json`;

/** What was last recorded of each host, in the order of the matrix. */
export function readRecords(): HostRecord[] {
  return hostNames
    .filter((host) => existsSync(fileOf(host)))
    .map((host) => JSON.parse(readFileSync(fileOf(host), 'utf8')) as HostRecord);
}

/** Keeps what was seen of a host. */
export function writeRecord(record: HostRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(record.host), `${JSON.stringify(record, null, 2)}\n`);
}
