export { bundleForPages } from './bundle.ts';
export { chromiumRemedy, commonFlags, findChromium } from './installed.ts';
export { type Graphics, graphicsToTry, launchChromium } from './launch.ts';
export { openProgram } from './program.ts';
