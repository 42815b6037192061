import type { OpenPage, open } from './browser.ts';

/** Opens a page of the site that is tested. */
export type Visit = (path: string, options?: Parameters<typeof open>[2]) => Promise<OpenPage>;
