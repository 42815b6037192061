import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PublicPackage } from '@chainrule/workspace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiReports } from './report.ts';

const root = mkdtempSync(join(tmpdir(), 'chainrule-api-'));

/** A package of these modules, of which `index.ts` is the entry. */
function layDown(name: string, modules: Record<string, string>): PublicPackage {
  const directory = join(root, name);
  mkdirSync(directory, { recursive: true });
  for (const [path, text] of Object.entries(modules)) writeFileSync(join(directory, path), text);
  const source = join(directory, 'index.ts');
  const entries = [{ path: '.', specifier: name, source, built: '' }];
  return {
    name,
    version: '1.0.0',
    description: '',
    folder: name,
    directory,
    entries,
    manifest: {},
  };
}

describe('the report of a package', () => {
  let report = '';
  let umbrella = '';

  beforeAll(() => {
    const packages = [
      layDown('shapes', {
        'index.ts': "export { Square } from './square.ts';\nexport * as math from './math.ts';\n",
        'square.ts': `
/** Has four sides. */
export class Square {
  #corner = 0;
  private memo: number | undefined;
  readonly side: number;
  constructor(side: number) { this.side = side; this.memo = this.#corner; }
  /** Its area. */
  area(): number { return this.memo ?? this.side ** 2; }
}
export const hidden = 1;
export interface Square extends Record<'double' | 'half', () => Square> {}
`,
        'math.ts': 'export function add(x: number, y = 0): number { return x + y; }\n',
      }),
      layDown('umbrella', { 'index.ts': "export * from '../shapes/index.ts';\n" }),
    ];
    [report = '', umbrella = ''] = apiReports(packages).values();
  });

  it('has signatures, without comments, bodies and what is private', () => {
    expect(report).toContain(
      'class Square {\n    readonly side: number;\n    constructor(side: number);\n    area(): number;\n}',
    );
  });

  it('spells out what a mapped type makes', () => {
    expect(report).toContain('Square.double: () => Square\nSquare.half: () => Square');
  });

  it('goes into namespaces', () => {
    expect(report).toContain(
      'namespace math {\n    function add(x: number, y?: number): number;\n}',
    );
  });

  it('leaves out what is not exported', () => {
    expect(report).not.toContain('hidden');
  });

  it('names what comes from another package, once', () => {
    expect(umbrella).toContain("export Square from 'shapes';");
    expect(umbrella).toContain("export * as math from 'shapes';");
    expect(umbrella).not.toContain('readonly side');
  });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));
