/// <reference path="./gpu-js-modules.d.ts" />
import { WebGLFunctionNode } from 'gpu.js/src/backend/web-gl/function-node.js';
import { WebGL2FunctionNode } from 'gpu.js/src/backend/web-gl2/function-node.js';
import { WGSLFunctionNode } from 'gpu.js/src/backend/web-gpu/function-node.js';

/**
 * What gpu.js has to translate JavaScript, and no more of it. The built package has this module with
 * gpu.js inside: as a dependency, gpu.js would bring native modules along that are downloaded or built.
 */
export const translators: {
  readonly WebGLFunctionNode: unknown;
  readonly WebGL2FunctionNode: unknown;
  readonly WGSLFunctionNode: unknown;
} = { WebGLFunctionNode, WebGL2FunctionNode, WGSLFunctionNode };
