import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Pixels of the picture for one of the drawing, so that it stays sharp on dense screens. */
const SCALE = 2;

const require = createRequire(import.meta.url);

function readPackaged(name: string): Promise<Uint8Array> {
  return readFile(require.resolve(name));
}

let initialized: Promise<void> | undefined;

/** The rasterizer accepts being started once a process only. */
function initialize(): Promise<void> {
  initialized ??= readPackaged('@resvg/resvg-wasm/index_bg.wasm').then((bytes) => initWasm(bytes));
  return initialized;
}

/**
 * Turns a figure into a PNG picture.
 *
 * The letters come from the font that is installed with the program, so the picture is the same on
 * every machine, those without any font included.
 */
export async function toPng(svg: string): Promise<Uint8Array> {
  await initialize();
  const fontBuffers = await Promise.all(
    [400, 600].map((weight) =>
      readPackaged(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`),
    ),
  );
  const resvg = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  try {
    return resvg.render().asPng();
  } finally {
    resvg.free();
  }
}
