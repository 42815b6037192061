import type { ShadingLanguage } from '../compiler/gpu-js.ts';
import type { Callable } from '../compiler/translate.ts';

/**
 * A function that kernels may call, besides JavaScript's `Math.abs`, `Math.exp`, `Math.log`,
 * `Math.sqrt` and the like.
 */
export type LibraryFunction = WrittenInJavaScript | WrittenInShadingLanguages;

/** Translated by gpu.js; it may call others. */
export interface WrittenInJavaScript extends Callable {
  readonly javascript: string;
}

/** For what JavaScript has no word for: the bits of a number, or division of integers. */
export interface WrittenInShadingLanguages extends Callable {
  readonly glsl100: string;
  /** As `glsl100` where absent. */
  readonly glsl300?: string;
  /** gpu.js puts `fn_` before the name of every function it calls. */
  readonly wgsl: string;
  /** Other functions of the library that this one calls. */
  readonly calls?: readonly string[];
}

/** The text of a function in a language, unless it is written in JavaScript. */
export function nativeText(written: WrittenInShadingLanguages, language: ShadingLanguage): string {
  if (language === 'wgsl') return written.wgsl;
  return language === 'glsl300' ? (written.glsl300 ?? written.glsl100) : written.glsl100;
}
