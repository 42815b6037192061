export { TemplateLayer, type TemplateLayerOptions, templateLayer } from './template-layer.ts';
