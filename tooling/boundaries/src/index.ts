export { checkBoundaries } from './check-boundaries.ts';
export { floorsPath, readFloors } from './floors.ts';
