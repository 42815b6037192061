export { type EntryPoint, type PublicPackage, publicPackages } from './public-packages.ts';
export { workspaceRoot } from './root.ts';
