let isSet: bool = false;
let value: f32 = 0;

/** Remembers the first value that a kernel refuses; the program stops after the instruction. */
export function refuse(refused: f32): void {
  if (!isSet) value = refused;
  isSet = true;
}

/** Whether a value was refused since the last look. */
export function takeFailure(): bool {
  const was = isSet;
  isSet = false;
  return was;
}

/** The value that was refused last. */
export function refusedValue(): f32 {
  return value;
}
