/** The bytes that `count` float32 values take. */
export function bytes(count: i32): usize {
  return (<usize>count) << 2;
}
