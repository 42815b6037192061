// Frames of the library itself; the innermost other one is the line that the user wrote.
const ownFrame =
  /[\\/](?:@chainrule|packages)[\\/](?:tensor|autograd|nn|optim|init|compile)[\\/](?:src|dist)[\\/](?!.*\.test\.)/;

/** Where in the user's program the call came from that is running now, such as `train.ts:12:9`. */
export function userLine(): string {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  const frame = frames.find((line) => !ownFrame.test(line)) ?? '';
  return frame.trim().replace(/^at /, '');
}
