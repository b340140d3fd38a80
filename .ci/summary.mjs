import { existsSync, readFileSync } from 'node:fs';

const [report, status] = process.argv.slice(2);

/** A test file that could not be loaded, or a check that stopped the run, counts as one failure. */
function count() {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { passed: numPassedTests, failed: status === '0' ? failed : Math.max(failed, 1) };
}

const { passed, failed } = count();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
