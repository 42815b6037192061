import { fileURLToPath } from 'node:url';
import { checkBoundaries } from './check-boundaries.ts';

const violations = checkBoundaries(fileURLToPath(new URL('../../..', import.meta.url)));
for (const violation of violations) console.error(violation);
if (violations.length > 0) process.exitCode = 1;
