/** Rows of C that one register tile covers. */
export const TILE_ROWS: i32 = 5;

/** Columns of C that one register tile covers: two vectors of four. */
export const TILE_COLUMNS: i32 = 8;

/** Columns of C that a row of A, given as a list, is multiplied into at a time: eight vectors. */
export const LIST_COLUMNS: i32 = 32;
