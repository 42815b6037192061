// Prints the counts of vitest's JSON report as one line. A file that could not even be loaded has
// no tests to count, and counts as one that failed; so does a report that was never written.
import { readFileSync } from 'node:fs';

function count(report) {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + unloaded.length;
  return {
    passed: report.numPassedTests,
    failed: report.success ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function read(path) {
  try {
    return count(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const { passed, failed, skipped } = read(process.argv[2]);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
