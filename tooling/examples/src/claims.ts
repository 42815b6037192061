import ts from 'typescript';

/** What a comment says that a statement gives or prints. */
export interface Claim {
  /** What it says. */
  readonly text: string;
  /** The line of the statement, from 0. */
  readonly line: number;
}

/** A block whose claims are recorded when it runs. */
export interface Instrumented {
  readonly code: string;
  readonly claims: readonly Claim[];
}

interface Edit {
  readonly position: number;
  readonly remove: number;
  readonly insert: string;
}

/** A value as it is printed starts so; anything else after an expression is prose. */
const valueLike =
  /^(?:[-'"[{\d]|tensor\(|(?:true|false|null|undefined|NaN|Infinity|-inf|inf)\b|\w+Array\b|\w+ ?\{|\w+\()/;

/**
 * Finds the claims of a block, and has what they speak of recorded by `__example`.
 *
 * A comment beside `console.log(...)` is what it prints. A comment beside any other expression or a
 * declaration, or on the lines below, is its value if it looks like one, or after `throws` its error.
 */
export function instrument(code: string): Instrumented {
  const file = ts.createSourceFile('block.ts', code, ts.ScriptTarget.ESNext, true);
  const claims: Claim[] = [];
  const edits: Edit[] = [];

  const claim = (statement: ts.Statement, text: string): number =>
    claims.push({ text, line: file.getLineAndCharacterOfPosition(statement.getStart()).line }) - 1;
  const insert = (position: number, text: string, remove = 0): void => {
    edits.push({ position, remove, insert: text });
  };

  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node)) {
      const { expression } = node;
      const call = isConsoleLog(expression) ? expression : undefined;
      const text = commentBeside(code, node) ?? valueBelow(code, node);
      if (text?.startsWith('throws ')) {
        insert(expression.getStart(), `__example.throws(${claim(node, text.slice(7))}, () => (`);
        insert(expression.end, '))');
      } else if (text !== undefined && call !== undefined) {
        const { expression: callee } = call;
        insert(callee.getStart(), `__example.log(${claim(node, text)})`, callee.getWidth());
      } else if (text !== undefined && valueLike.test(text)) {
        insert(expression.getStart(), `__example.show(${claim(node, text)}, (`);
        insert(expression.end, '))');
      }
    }
    if (ts.isVariableStatement(node)) {
      const text = commentBeside(code, node);
      const name = onlyName(node);
      if (text !== undefined && valueLike.test(text) && name !== undefined) {
        insert(node.end, ` __example.show(${claim(node, text)}, ${name});`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { code: applied(code, edits), claims };
}

function isConsoleLog(node: ts.Expression): node is ts.CallExpression {
  return ts.isCallExpression(node) && node.expression.getText() === 'console.log';
}

/** The comment that ends the line on which a statement ends. */
function commentBeside(code: string, node: ts.Node): string | undefined {
  const [comment] = ts.getTrailingCommentRanges(code, node.end) ?? [];
  if (comment === undefined) return undefined;
  const text = commentText(code, comment);
  return text === '' ? undefined : text;
}

/** A value in the comments that follow on the next lines. */
function valueBelow(code: string, node: ts.Node): string | undefined {
  const below = /^[^\n]*\n((?: *\/\/[^\n]*(?:\n|$))+)/.exec(code.slice(node.end))?.[1];
  if (below === undefined) return undefined;
  const text = below.replaceAll(/^ *\/\/ ?/gm, '').trim();
  return valueLike.test(text) ? text : undefined;
}

function commentText(code: string, { pos, end }: ts.CommentRange): string {
  return code
    .slice(pos, end)
    .replace(/^\/\/|^\/\*|\*\/$/g, '')
    .trim();
}

/** The name that a statement declares, if it is one. */
function onlyName({ declarationList }: ts.VariableStatement): string | undefined {
  const [declaration, ...others] = declarationList.declarations;
  if (declaration === undefined || others.length > 0) return undefined;
  const { name } = declaration;
  if (ts.isIdentifier(name)) return name.text;
  const [element, ...more] = name.elements;
  if (element === undefined || more.length > 0 || !ts.isBindingElement(element)) return undefined;
  return element.name.getText();
}

function applied(code: string, edits: readonly Edit[]): string {
  return edits
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => b.position - a.position || b.order - a.order)
    .reduce(
      (text, { position, remove, insert }) =>
        text.slice(0, position) + insert + text.slice(position + remove),
      code,
    );
}
