import { expect, it } from 'vitest';
import { centerDigit } from './drawing.ts';

const WIDTH = 140;

/** A filled rectangle on a sheet of 140 by 140. */
function sheet(left: number, top: number, width: number, height: number): Float32Array {
  return Float32Array.from({ length: WIDTH * WIDTH }, (_, place) => {
    const [x, y] = [place % WIDTH, Math.floor(place / WIDTH)];
    return x >= left && x < left + width && y >= top && y < top + height ? 1 : 0;
  });
}

function extent(image: Float32Array): number[] {
  const inked = [...image.keys()].filter((place) => image[place]! > 0.5);
  const [xs, ys] = [inked.map((place) => place % 28), inked.map((place) => Math.floor(place / 28))];
  return [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
}

it('scales a drawing into 20 by 20 and puts its centre of mass in the middle', () => {
  const tall = centerDigit(sheet(5, 10, 20, 100), WIDTH);
  expect(extent(tall)).toEqual([12, 15, 4, 23]);
  const small = centerDigit(sheet(100, 100, 10, 10), WIDTH);
  expect(extent(small)).toEqual([4, 23, 4, 23]);
});

it('is the same wherever on the sheet it was drawn', () => {
  expect(centerDigit(sheet(10, 12, 30, 60), WIDTH)).toEqual(
    centerDigit(sheet(80, 40, 30, 60), WIDTH),
  );
});

it('keeps an empty sheet empty', () => {
  expect(Math.max(...centerDigit(new Float32Array(WIDTH * WIDTH), WIDTH))).toBe(0);
});
