import { userFrames } from '@chainrule/tensor';

/** Where in the user's program the call came from that is running now, such as `train.ts:12:9`. */
export function userLine(): string {
  const [innermost = ''] = userFrames();
  return innermost.replace(/^at /, '');
}
