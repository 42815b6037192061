/**
 * The words that programs are made of. A program is a list of int32: a code, then what its kernel
 * takes, instruction after instruction, up to END. Addresses, and steps from one element, row or
 * vector to the next, are bytes.
 *
 * TypeScript reads this file too, to write programs.
 */

export const END = 0;
/** `rows, columns, count`, then so many element operations. */
export const GROUP = 1;
/** `m, n, k, target, a, aRow, aColumn, b, bRow, bColumn, bias, biasRow, biasColumn`; a bias of 0 is none. */
export const PRODUCT = 2;
/** `transposeA, transposeB, m, n, k, a, lda, b, ldb, bias, target, ldc, workspace`; a bias is a row, 0 is none. */
export const GEMM = 3;
/** `outer, length, inner, source, target`: sums of `length` values. */
export const SUM = 4;
/** `rows, columns, source, target`. */
export const SOFTMAX = 5;
export const LOG_SOFTMAX = 6;
/** `rows, columns, source, row, column, target, row, column`: elements of four bytes. */
export const COPY = 7;
/** `target, count, bits`: elements of four bytes. */
export const FILL = 8;
/** `state, target, count, from, to`, the last two as float32. */
export const UNIFORM = 9;
/** `state, target, count, probability`, the last as float64. */
export const BERNOULLI = 10;

/**
 * Words of an element operation: the code, `target, row, column`, and for each of up to four
 * operands `address, row, column, step`, where a step goes from one vector of four elements to the
 * next and is 0 for one value that all share.
 */
export const ELEMENT_WORDS = 20;

/** How many elements of a row an element operation works on before the next one has its turn. */
export const CHUNK = 256;

/**
 * Addresses below this, in groups, are offsets into scratch memory that each thread has for itself.
 * No array lies there.
 */
export const SCRATCH_BYTES = 65_536;

// Of one float32.
export const COPY_ELEMENTS = 0;
export const NEG = 1;
export const ABS = 2;
export const SQRT = 3;
export const RECIPROCAL = 4;
export const RSQRT = 5;
export const EXP = 6;
export const LOG = 7;
export const SIGMOID = 8;
export const TANH = 9;
export const RELU = 10;
export const FLOOR = 11;
export const CEIL = 12;
export const TRUNC = 13;
export const ROUND = 14;
export const SIGN = 15;
/** From int32. */
export const FROM_INTEGER = 16;

// Of two float32.
export const ADD = 17;
export const SUB = 18;
export const MUL = 19;
export const DIV = 20;
export const MAXIMUM = 21;
export const MINIMUM = 22;
export const RELU_BACKWARD = 23;
export const SIGMOID_BACKWARD = 24;
export const TANH_BACKWARD = 25;
export const BINARY_CROSS_ENTROPY = 26;
/** Of two int32. */
export const ADD_INTEGERS = 27;

/** Of three float32. */
export const BINARY_CROSS_ENTROPY_BACKWARD = 28;

// Comparisons of two float32, or two int32, to bytes.
export const EQ = 29;
export const NE = 30;
export const LT = 31;
export const LE = 32;
export const EQ_INTEGERS = 33;
export const NE_INTEGERS = 34;

// Of bytes that are 0 or 1.
export const NOT = 35;
export const AND = 36;
export const OR = 37;
export const XOR = 38;
/** A byte as float32. */
export const FROM_BYTE = 39;
/** A byte that chooses between two elements of four bytes. */
export const WHERE = 40;

// Of float64, one or two, but for what converts.
export const PROMOTE = 41;
export const DEMOTE = 42;
export const NEG_DOUBLE = 43;
export const SQRT_DOUBLE = 44;
export const ADD_DOUBLE = 45;
export const SUB_DOUBLE = 46;
export const MUL_DOUBLE = 47;
export const DIV_DOUBLE = 48;

// Several operations of float32 in one, each rounded as on its own: what an optimizer does to each
// parameter takes fewer passes over memory by these.
/** `x * y + z`. */
export const MUL_ADD = 49;
/** `x * y + z * w`. */
export const MUL_ADD_MUL = 50;
/** `sqrt(x) / y + z`. */
export const SQRT_DIV_ADD = 51;
/** `x - (y * z) / w`. */
export const SUB_QUOTIENT = 52;
/**
 * An update by Adam in one pass: takes the place of the first code in a row of operations `m = MUL_ADD_MUL(m,
 * decay, g, rest)`, `t = MUL(g, rest)`, `v = MUL_ADD_MUL(v, decay, t, g)`, `s = SQRT_DIV_ADD(v, root, epsilon)`
 * and `p = SUB_QUOTIENT(p, m, rate, s)`, whose other operands are single values. Nothing else reads t and s.
 */
export const ADAM = 53;
/** How many operations it does. */
export const ADAM_OPERATIONS = 5;
