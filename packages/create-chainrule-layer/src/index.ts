export {
  checkDescription,
  checkPackageName,
  createLayer,
  describe,
  type NewLayer,
} from './create-layer.ts';
export { type LayerNames, namesOf } from './layer-names.ts';
export { peerPackages, testPackages } from './manifest.ts';
export { type Files, templateFiles } from './template.ts';
