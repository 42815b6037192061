import { type DType, getDefaultDtype, type TypedArray } from '../dtype.ts';
import { ShapeError } from '../errors.ts';
import { chooseElementFormat } from './elements.ts';
import { layOut, type Rows, shownElements } from './layout.ts';
import { changeOptions, getPrintoptions, type PrintOptionChanges } from './options.ts';

/** What printing needs to know of a tensor. */
export interface Printable {
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** The elements, contiguous and row-major; as many as `shape` holds. */
  readonly data: TypedArray;
  /** The device's name; every device but `cpu` is printed. */
  readonly device: string;
  /** The name of the node that made the tensor, such as `SigmoidBackward0`. */
  readonly gradFn?: string | undefined;
  readonly requiresGrad?: boolean | undefined;
  readonly className?: 'Parameter' | undefined;
}

const prefix = 'tensor(';

/**
 * A tensor as PyTorch's `print(tensor)` shows it, to the character.
 *
 * @param source the tensor
 * @param options settings for this call alone, over those of {@link setPrintoptions}
 * @throws {ShapeError} when `data` does not have as many elements as `shape` holds.
 * @throws {ArgumentError} when a setting is out of range.
 * @example
 * ```ts
 * formatTensor({
 *   shape: [2, 2],
 *   dtype: 'float32',
 *   data: new Float32Array([0.5, -1, 2, 3]),
 *   device: 'cpu',
 *   gradFn: 'SigmoidBackward0',
 * });
 * // tensor([[ 0.5000, -1.0000],
 * //         [ 2.0000,  3.0000]], grad_fn=<SigmoidBackward0>)
 * ```
 * @see https://github.com/pytorch/pytorch/blob/v1.13.1/torch/_tensor_str.py
 */
export function formatTensor(source: Printable, options: PrintOptionChanges = {}): string {
  const { shape, dtype, data } = source;
  const settings = changeOptions(getPrintoptions(), options);
  const count = shape.reduce((product, size) => product * size, 1);
  if (data.length !== count) {
    throw new ShapeError(
      `cannot print shape [${shape.join(', ')}] from ${data.length} elements; it holds ${count}`,
    );
  }

  let text = `${prefix}[]`;
  if (count > 0) {
    const edgeitems = count > settings.threshold ? settings.edgeitems : Infinity;
    const rows: Rows = { shape, data, edgeitems };
    const elements = chooseElementFormat(shownElements(rows), dtype, settings);
    text = prefix + layOut(rows, elements, prefix.length, settings.linewidth);
  }
  const printed = appendSuffixes(text, suffixesOf(source, count), settings.linewidth);
  return source.className === 'Parameter' ? `Parameter containing:\n${printed}` : printed;
}

function suffixesOf(source: Printable, count: number): string[] {
  const { shape, dtype, device, gradFn, requiresGrad } = source;
  const suffixes: string[] = [];
  if (device !== 'cpu') suffixes.push(`device='${device}'`);
  if (count === 0 && shape.length !== 1) suffixes.push(`size=(${shape.join(', ')})`);
  // True and False say by themselves that they are bools; an empty tensor says nothing.
  const isEvident = dtype === getDefaultDtype() || (dtype === 'bool' && count > 0);
  if (!isEvident) suffixes.push(`dtype=torch.${dtype}`);
  if (gradFn !== undefined) suffixes.push(`grad_fn=<${gradFn}>`);
  else if (requiresGrad) suffixes.push('requires_grad=True');
  return suffixes;
}

/** Closes the brackets after the suffixes, each on the same line where there is room. */
function appendSuffixes(text: string, suffixes: readonly string[], linewidth: number): string {
  // PyTorch counts two characters more than the last line has.
  let used = text.length - text.lastIndexOf('\n') + 1;
  let result = text;
  for (const suffix of suffixes) {
    if (used + suffix.length + 2 > linewidth) {
      result += `,\n${' '.repeat(prefix.length)}${suffix}`;
      used = prefix.length + suffix.length;
    } else {
      result += `, ${suffix}`;
      used += suffix.length + 2;
    }
  }
  return `${result})`;
}
