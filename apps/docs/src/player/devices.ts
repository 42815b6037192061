/** A device that a reader can choose. */
export interface PlayerDevice {
  readonly name: string;
  readonly label: string;
  /** Why it cannot be used in this browser, or `undefined` where it can. */
  missing(): string | undefined | Promise<string | undefined>;
}

/** The devices, in the order in which they are offered. */
export const playerDevices: readonly PlayerDevice[] = [
  { name: 'cpu', label: 'CPU', missing: () => undefined },
];

/** The device of a name, or `undefined`. */
export function findDevice(name: string): PlayerDevice | undefined {
  return playerDevices.find((device) => device.name === name);
}
