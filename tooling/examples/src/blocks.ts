/** A block of code in the documentation. */
export interface Block {
  /** The file that it is in, from the root of the repository. */
  readonly file: string;
  /** The line of its first line of code, from 1. */
  readonly line: number;
  /** What stands after the fence: `ts`, `python`, ... */
  readonly language: string;
  /** What stands after that, such as `no-run`. */
  readonly mark: string;
  readonly code: string;
}

const fence = /^( *)```(\S*) *(.*)$/;

/** The blocks of a Markdown file. */
export function markdownBlocks(file: string, text: string): Block[] {
  const blocks: Block[] = [];
  let open: (Block & { readonly indent: number }) | undefined;
  let code: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', language = '', mark = ''] = fence.exec(line) ?? ['none'];
    const isFence = fence.test(line);
    if (open === undefined && isFence) {
      open = { file, line: index + 2, language, mark, code: '', indent: indent.length };
      code = [];
    } else if (open !== undefined && isFence && language === '') {
      const { indent: _, ...block } = open;
      blocks.push({ ...block, code: code.join('\n') });
      open = undefined;
    } else if (open !== undefined) {
      code.push(line.slice(open.indent));
    }
  }
  if (open !== undefined) throw new Error(`${file}:${open.line}: the block is never closed`);
  return blocks;
}

const docstring = /\/\*\*[\s\S]*?\*\//g;

/** The blocks in the docstrings of a TypeScript file. */
export function docstringBlocks(file: string, text: string): Block[] {
  return [...text.matchAll(docstring)].flatMap(({ 0: comment, index }) => {
    const before = text.slice(0, index).split('\n').length - 1;
    const prose = comment
      .split('\n')
      .map((line) => line.replace(/^ *\*(?:\/| ?)/, ''))
      .join('\n');
    return markdownBlocks(file, prose).map((block) => ({ ...block, line: block.line + before }));
  });
}
