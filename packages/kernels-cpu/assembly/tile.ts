/** The inner loops of matrix products, of one build or the other: see `tile/`. */

@external('tile', 'multiplyBlock')
export declare function multiplyBlock(
  rows: i32,
  columns: i32,
  depth: i32,
  alpha: f32,
  packedA: usize,
  packedB: usize,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  scratch: usize,
): void;

@external('tile', 'multiplyLists')
export declare function multiplyLists(
  rows: i32,
  columns: i32,
  alpha: f32,
  lists: usize,
  slot: usize,
  b: usize,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
  scratch: usize,
): void;

@external('tile', 'multiplySmall')
export declare function multiplySmall(
  m: i32,
  n: i32,
  k: i32,
  alpha: f32,
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bColumn: usize,
  bDepth: usize,
  beta: f32,
  from: usize,
  fromRow: usize,
  c: usize,
  cRow: usize,
): void;
