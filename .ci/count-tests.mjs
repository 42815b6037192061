// Prints the counts of vitest's JSON report as one line: count-tests.mjs REPORT WHETHER_IT_FAILED.
// A file that could not be loaded has no tests to count, and counts as one that failed; so does a
// run that failed outside of any test, or that never wrote its report.
import { readFileSync } from 'node:fs';

function count(report) {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function read(path) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { passed: 0, failed: 0, skipped: 0 };
  }
}

const [, , reportPath, runFailed] = process.argv;
const { passed, failed, skipped } = read(reportPath);
const counted = runFailed === 'true' ? Math.max(failed, 1) : failed;
console.log(`${passed} passed, ${counted} failed, ${skipped} skipped`);
