import { rowsOfBlock } from '../compiler/glsl-blocks.ts';
import type { Blocks } from '../compiler/source.ts';
import type { DrawBuffers, GL, GL2, GLObject } from './gl-types.ts';

const mostTargets = 0x8824; // MAX_DRAW_BUFFERS, which is MAX_DRAW_BUFFERS_WEBGL too

/**
 * A frame that takes a texture for each row of a block.
 *
 * @returns `null` where a kernel cannot draw into so many.
 */
export function blockFrame(gl: GL, version: 'glsl100' | 'glsl300'): GLObject | null {
  const extension = gl.getExtension('WEBGL_draw_buffers') as DrawBuffers | null;
  if (version === 'glsl100' && extension === null) return null;
  if (Number(gl.getParameter(mostTargets)) < rowsOfBlock) return null;
  const frame = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  const attachments = Array.from({ length: rowsOfBlock }, (_, row) => gl.COLOR_ATTACHMENT0 + row);
  if (version === 'glsl300') (gl as GL2).drawBuffers(attachments);
  else extension?.drawBuffersWEBGL(attachments);
  return frame;
}

/** Makes the rows of blocks what is drawn into. */
export function attachRows(gl: GL, rows: readonly { readonly texture: GLObject }[]): void {
  rows.forEach(({ texture }, row) => {
    const attachment = gl.COLOR_ATTACHMENT0 + row;
    gl.framebufferTexture2D(gl.FRAMEBUFFER, attachment, gl.TEXTURE_2D, texture, 0);
  });
}

/** Blocks of `length` elements, in about as many lines as columns: GPUs draw by small squares. */
export function sizeInBlocks({ rows, columns }: Blocks, length: number) {
  const ofMatrix = Math.ceil(rows / 4) * Math.ceil(columns / 4);
  const blocks = (length / (rows * columns)) * ofMatrix;
  const width = 2 * Math.ceil(Math.sqrt(blocks) / 2);
  return { width, height: Math.ceil(blocks / width) };
}
