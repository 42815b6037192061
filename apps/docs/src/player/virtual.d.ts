declare module 'virtual:mnist-manifest' {
  const manifest: import('../site/mnist-files.ts').MnistManifest;
  export default manifest;
}
