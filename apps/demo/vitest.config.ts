import { defineConfig } from 'vitest/config';
import shared from '../../.ci/vitest.shared.ts';

/** `unit`: the logic, in Node. `e2e`: the built site in Chromium. */
export default defineConfig({
  test: {
    projects: [
      {
        ...shared,
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: { ...shared.test, name: 'unit', include: ['src/**/*.test.ts'] },
      },
      {
        ...shared,
        test: {
          ...shared.test,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
