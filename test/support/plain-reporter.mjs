/**
 * Ends a jest run with the line `N passed, N failed, N skipped`, whatever else reporters print.
 * A test file that cannot be loaded counts as a failure, and a run that failed never says 0 failed.
 */
export default class PlainReporter {
  onRunComplete(_contexts, results) {
    // Written while the process ends, so that nothing jest prints comes after it.
    process.once("exit", (exitCode) => process.stdout.write(`${summaryLine(results, exitCode)}\n`));
  }
}

function summaryLine(results, exitCode) {
  const counted = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const failed = exitCode === 0 ? counted : Math.max(counted, 1);
  const skipped = results.numPendingTests + results.numTodoTests;
  return `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped`;
}
