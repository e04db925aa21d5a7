/** @type {import("jest").Config} */
export default {
  rootDir: ".",
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: { target: "es2023", parser: { syntax: "typescript" } },
        module: { type: "es6" },
        sourceMaps: "inline",
      },
    ],
  },
  globalSetup: "<rootDir>/test/support/global-setup.mjs",
  globalTeardown: "<rootDir>/test/support/global-teardown.mjs",
  reporters: ["default", "<rootDir>/test/support/plain-reporter.mjs"],
  // Tests wait for states more than they compute: on two cores, two workers leave one of them idle.
  maxWorkers: 3,
  testSequencer: "<rootDir>/test/support/slow-first.mjs",
  // A test that starts processes may have to wait for its turn.
  testTimeout: 30_000,
  workerIdleMemoryLimit: "1GB",
};
