export { type FitOptions, RBF } from './rbf.ts';
export { squaredDistance } from './squared-distance.ts';
