/** The font that comes with the program, then what a viewer without it has. */
export const FONT_FAMILY = 'Inter, system-ui, Helvetica, Arial, sans-serif';

export const INK = '#1f2328';
export const MUTED_INK = '#59636e';
export const GRID = '#e4e7eb';
export const BACKGROUND = '#ffffff';

export const TITLE_SIZE = 20;
export const PANEL_TITLE_SIZE = 14;
export const LABEL_SIZE = 12;

/**
 * Colours that stay apart for colour-blind readers.
 *
 * @see https://jfly.uni-koeln.de/color/ Okabe and Ito, Color Universal Design
 */
export const SERIES_COLORS: readonly string[] = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

/** From a model's "no" through "cannot tell" to its "yes". */
export const DIVERGING: readonly [string, string, string] = ['#3f8fc4', '#f8f8f6', '#e3873b'];

/** About how wide text is in the font at a size; enough to place a legend. */
export function textWidth(content: string, size: number): number {
  return content.length * size * 0.56;
}
