import { expect, it } from 'vitest';
import { nameClasses } from './class-names.ts';

it('names each class, and leaves all else', () => {
  const code = `/** A class {of text}. */
export class Linear extends Module {
  name = 'x';
}
export abstract class Optimizer<Options extends object = object> {}
const text = 'class of its own {';`;
  expect(nameClasses(code)).toBe(`/** A class {of text}. */
export class Linear extends Module { static name = 'Linear';
  name = 'x';
}
export abstract class Optimizer<Options extends object = object> { static name = 'Optimizer';}
const text = 'class of its own {';`);
});
