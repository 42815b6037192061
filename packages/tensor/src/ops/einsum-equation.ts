import { ArgumentError, ShapeError } from '../errors.ts';
import { formatShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** An equation with every dim named: a letter, or `...0`, `...1` for those that `...` stands for. */
export interface Equation {
  readonly inputs: readonly (readonly string[])[];
  readonly output: readonly string[];
}

function fail(equation: string, reason: string): never {
  throw new ArgumentError(`einsum('${equation}'): ${reason}`);
}

/** The letters of one operand, `...` as one entry. */
function labelsOf(equation: string, term: string): string[] {
  const labels = term.match(/\.\.\.|[A-Za-z]|./g) ?? [];
  const unknown = labels.find((label) => !/^(\.\.\.|[A-Za-z])$/.test(label));
  if (unknown !== undefined) fail(equation, `'${unknown}' is neither a letter nor '...'`);
  if (labels.filter((label) => label === '...').length > 1)
    fail(equation, "'...' is given twice in one term");
  return labels;
}

/** Replaces `...` by the dims that the letters leave unnamed, counted from the last as broadcasting does. */
function nameDims(
  equation: string,
  labels: readonly string[],
  x: Tensor,
  position: number,
): string[] {
  const hasEllipsis = labels.includes('...');
  const rest = x.ndim - (labels.length - (hasEllipsis ? 1 : 0));
  if (rest < 0 || (rest > 0 && !hasEllipsis)) {
    throw new ShapeError(
      `einsum('${equation}'): '${labels.join('')}' does not name the dims of operand ${position}, ` +
        `whose shape is ${formatShape(x.shape)}`,
    );
  }
  return labels.flatMap((label) => (label === '...' ? ellipsis(rest) : [label]));
}

function ellipsis(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `...${count - 1 - place}`);
}

/**
 * Reads an equation such as `ij,jk->ik` for the tensors it is about.
 *
 * @throws {ArgumentError} when it cannot be read, or names an output dim that no operand has.
 * @throws {ShapeError} when it doesn't fit the operands.
 */
export function readEquation(equation: string, operands: readonly Tensor[]): Equation {
  const [left = '', right, ...more] = equation.replaceAll(/\s/g, '').split('->');
  if (more.length > 0) fail(equation, "'->' is given twice");
  const terms = left.split(',');
  if (terms.length !== operands.length) {
    fail(equation, `it has ${terms.length} terms for ${operands.length} operands`);
  }
  const inputs = terms.map((term, position) =>
    nameDims(equation, labelsOf(equation, term), operands[position] as Tensor, position),
  );
  const all = inputs.flat();
  const extra = ellipsis(
    Math.max(0, ...all.filter((label) => label.startsWith('...')).map(rankOf)),
  );
  if (right === undefined) {
    const once = all.filter(
      (label) => !label.startsWith('...') && all.indexOf(label) === all.lastIndexOf(label),
    );
    return { inputs, output: [...extra, ...once.sort()] };
  }
  const output = labelsOf(equation, right).flatMap((label) => (label === '...' ? extra : [label]));
  const missing = output.find((label) => !all.includes(label));
  if (missing !== undefined) fail(equation, `the output's '${missing}' is in no operand`);
  if (new Set(output).size !== output.length) fail(equation, 'the output names a dim twice');
  return { inputs, output };
}

function rankOf(label: string): number {
  return Number(label.slice(3)) + 1;
}
