declare module 'gpu.js/src/backend/web-gl/function-node.js' {
  export const WebGLFunctionNode: unknown;
}
declare module 'gpu.js/src/backend/web-gl2/function-node.js' {
  export const WebGL2FunctionNode: unknown;
}
declare module 'gpu.js/src/backend/web-gpu/function-node.js' {
  export const WGSLFunctionNode: unknown;
}
