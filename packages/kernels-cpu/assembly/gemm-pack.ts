import { bytes } from './bytes';

/**
 * Packing: copies a block of a matrix into panels of `width` lines, so that the register
 * tile reads memory strictly forwards. A panel holds, for each step of the depth, one value
 * of each of its lines; the last panel is filled up with zeros, which add nothing.
 *
 * A line is a row of A or a column of B. Values lie `lineBytes` apart across lines and
 * `depthBytes` along the depth; one of the two is 4.
 */
export function pack(
  width: i32,
  lines: i32,
  depth: i32,
  source: usize,
  lineBytes: usize,
  depthBytes: usize,
  target: usize,
): void {
  const panelBytes = bytes(width * depth);
  const step = <usize>width * lineBytes;
  for (; lines >= width; lines -= width) {
    if (lineBytes == 4) copyLines(width, depth, source, depthBytes, target);
    else transposeLines(width, depth, source, lineBytes, depthBytes, target);
    source += step;
    target += panelBytes;
  }
  if (lines > 0) packPartial(width, lines, depth, source, lineBytes, depthBytes, target);
}

function copyLines(width: i32, depth: i32, source: usize, depthBytes: usize, target: usize): void {
  if (width == 8) {
    for (; depth > 0; depth--, source += depthBytes, target += 32) {
      v128.store(target, v128.load(source));
      v128.store(target, v128.load(source, 16), 16);
    }
    return;
  }
  const rest = bytes(width & 3);
  for (; depth > 0; depth--, source += depthBytes) {
    let from = source;
    for (const end = target + bytes(width & ~3); target < end; target += 16, from += 16) {
      v128.store(target, v128.load(from));
    }
    for (const end = target + rest; target < end; target += 4, from += 4) {
      store<f32>(target, load<f32>(from));
    }
  }
}

/** Turns four lines at a time, in blocks of 4x4, when the depth runs along memory. */
function transposeLines(
  width: i32,
  depth: i32,
  source: usize,
  lineBytes: usize,
  depthBytes: usize,
  target: usize,
): void {
  const step = bytes(width);
  let line = 0;
  for (; line <= width - 4; line += 4) {
    let s0 = source + <usize>line * lineBytes;
    let t = target + bytes(line);
    let k = 0;
    for (; k <= depth - 4; k += 4) {
      const r0 = v128.load(s0);
      const r1 = v128.load(s0 + lineBytes);
      const r2 = v128.load(s0 + 2 * lineBytes);
      const r3 = v128.load(s0 + 3 * lineBytes);
      const low01 = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const high01 = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const high23 = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(t, v128.shuffle<i64>(low01, low23, 0, 2));
      v128.store(t + step, v128.shuffle<i64>(low01, low23, 1, 3));
      v128.store(t + 2 * step, v128.shuffle<i64>(high01, high23, 0, 2));
      v128.store(t + 3 * step, v128.shuffle<i64>(high01, high23, 1, 3));
      s0 += 16;
      t += 4 * step;
    }
    for (; k < depth; k++) {
      store<f32>(t, load<f32>(s0));
      store<f32>(t, load<f32>(s0 + lineBytes), 4);
      store<f32>(t, load<f32>(s0 + 2 * lineBytes), 8);
      store<f32>(t, load<f32>(s0 + 3 * lineBytes), 12);
      s0 += depthBytes;
      t += step;
    }
  }
  for (; line < width; line++) {
    let from = source + <usize>line * lineBytes;
    let t = target + bytes(line);
    for (let k = 0; k < depth; k++, from += depthBytes, t += step) {
      store<f32>(t, load<f32>(from));
    }
  }
}

function packPartial(
  width: i32,
  lines: i32,
  depth: i32,
  source: usize,
  lineBytes: usize,
  depthBytes: usize,
  target: usize,
): void {
  for (; depth > 0; depth--) {
    for (let line = 0; line < width; line++, target += 4) {
      store<f32>(target, line < lines ? load<f32>(source + <usize>line * lineBytes) : 0);
    }
    source += depthBytes;
  }
}
