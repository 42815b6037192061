// Frames of the library itself, from source or as installed; its tests count as a user's.
const ownFrame =
  /[\\/](?:@chainrule|packages)[\\/](?:tensor|autograd|nn|optim|init|compile)[\\/](?:src|dist)[\\/](?!.*\.test\.)/;

/** The calls that led here, innermost first, without those inside of the library. */
export function userFrames(): string[] {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  return frames.filter((frame) => !ownFrame.test(frame)).map((frame) => frame.trim());
}
