export { bSplineBasis } from './b-spline.ts';
export { KAN } from './kan.ts';
export { KANLinear, type KANLinearOptions } from './kan-linear.ts';
