import { expect, it } from 'vitest';
import { Callable } from './callable.ts';

class Scale extends Callable<[number], number> {
  factor: number;
  override name = 'scale';
  override length = 3;
  readonly #offset = 1;

  constructor(factor: number) {
    super();
    this.factor = factor;
  }

  get doubled(): number {
    return this.factor * 2;
  }

  protected override invoke(x: number): number {
    return x * this.factor + this.#offset;
  }
}

class Bare extends Callable<[], string> {
  protected override invoke(): string {
    return 'called';
  }
}

it('is called as a function and read as an object', () => {
  const scale = new Scale(10);
  expect(scale(2)).toBe(21);
  scale.factor = 5;
  expect(scale(2)).toBe(11);
  expect(scale.doubled).toBe(10);
});

it('is an instance of its class, and none of Function', () => {
  const scale = new Scale(10);
  expect(scale).toBeInstanceOf(Scale);
  expect(scale).toBeInstanceOf(Callable);
  expect(scale).not.toBeInstanceOf(Function);
  expect(scale.constructor.name).toBe('Scale');
});

it('leaves the names that functions have to the class', () => {
  expect(Object.keys(new Scale(10))).toEqual(['factor', 'name', 'length']);
  expect(new Scale(10).name).toBe('scale');
  expect(new Bare().name).toBeUndefined();
  expect(new Bare()()).toBe('called');
});

it('keeps what one object holds from another', () => {
  const [first, second] = [new Scale(1), new Scale(2)];
  expect([first(1), second(1)]).toEqual([2, 3]);
});
