const section = /<!-- sizes[^>]*-->\n.*?<!-- \/sizes -->/s;

/** How much a figure in a README may be off before it counts as stale: they need not change daily. */
const tolerance = 0.05;

/** One row: what is imported, and its size in kB. */
export type Row = readonly [title: string, kilobytes: number];

/** A README with this table in its section on sizes, which goes before the last line if there is none. */
export function withTable(readme: string, rows: readonly Row[]): string {
  const lines = rows.map(([title, kilobytes]) => `| ${title} | ${kilobytes.toFixed(1)} |`);
  const table = [
    '<!-- sizes: measured by `pnpm sizes --update` -->',
    '| what is imported, with all that it imports itself | kB, minified and gzipped |',
    '|---|---|',
    ...lines,
    '<!-- /sizes -->',
  ].join('\n');
  if (section.test(readme)) return readme.replace(section, () => table);
  const end = readme.lastIndexOf('\nPart of [Chainrule]');
  const [head, tail] = end < 0 ? [readme, ''] : [readme.slice(0, end), readme.slice(end)];
  return `${head.trimEnd()}\n\n## In a bundle\n\n${table}\n${tail}`;
}

/** What a README says of sizes that is not so any more. */
export function staleRows(readme: string, rows: readonly Row[]): string[] {
  const text = section.exec(readme)?.[0] ?? '';
  return rows.flatMap(([title, kilobytes]) => {
    const line = text.split('\n').find((each) => each.startsWith(`| ${title} | `));
    const said = Number(line?.split('|').at(-2));
    if (Math.abs(said - kilobytes) <= tolerance * kilobytes) return [];
    return [
      `${title}: it says ${line === undefined ? 'nothing' : `${said} kB`}, and it is ${kilobytes.toFixed(1)} kB`,
    ];
  });
}
