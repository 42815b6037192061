/**
 * Every error that Chainrule throws on purpose.
 *
 * The message says what was asked, what was given, and what would work; catch the
 * class to tell kinds of mistakes apart.
 *
 * @example
 * ```ts
 * try {
 *   zeros([2, 3]).matmul(zeros([2, 3]));
 * } catch (error) {
 *   if (error instanceof ShapeError) console.log(error.message);
 * }
 * ```
 */
export class ChainruleError extends Error {
  // Spelled out in every class: minifiers rename classes, and the name is what users see.
  override readonly name: string = 'ChainruleError';
}

/** Shapes, dims or indices that do not fit together. */
export class ShapeError extends ChainruleError {
  override readonly name = 'ShapeError';
}

/** A dtype that an operation does not take, or a mix it cannot promote. */
export class DTypeError extends ChainruleError {
  override readonly name = 'DTypeError';
}

/** A device that is missing, lost, out of memory, or differs between operands. */
export class DeviceError extends ChainruleError {
  override readonly name = 'DeviceError';
}

/** An argument whose value is out of range, or of the wrong kind. */
export class ArgumentError extends ChainruleError {
  override readonly name = 'ArgumentError';
}

/** A use of gradients that cannot be honoured, such as `backward()` of a non-scalar. */
export class AutogradError extends ChainruleError {
  override readonly name = 'AutogradError';
}

/** Bytes that are not what their format says they are. */
export class FileFormatError extends ChainruleError {
  override readonly name = 'FileFormatError';
}
