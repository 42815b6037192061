/** Bytes from the start of the memory. They need not be aligned. */
export type Offset = number;
