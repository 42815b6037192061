import { expect, it } from 'vitest';
import { codeFromHash, codeToHash } from './link.ts';

it('a link holds a program, whatever is in it', async () => {
  for (const code of ['', 'console.log(1);\n', 'π ≈ 3 // 🎲\n'.repeat(500)]) {
    const hash = await codeToHash(code);
    expect(hash).toMatch(/^#code=[\w-]*$/);
    expect(await codeFromHash(hash)).toBe(code);
  }
});

it('a link may hold no program', async () => {
  expect(await codeFromHash('')).toBeNull();
  expect(await codeFromHash('#section')).toBeNull();
});

it('a link that was cut off, made up, or stands for a flood is refused', async () => {
  const hash = await codeToHash('console.log(Math.sqrt(2), "and more");');
  await expect(codeFromHash(hash.slice(0, -8))).rejects.toThrow(/no program that can be read/);
  await expect(codeFromHash('#code=!!!')).rejects.toThrow(/cut off/);
  await expect(codeFromHash(await codeToHash('x'.repeat(10_000_000)))).rejects.toThrow(
    /no program/,
  );
});
