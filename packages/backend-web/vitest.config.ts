import { defineConfig } from 'vitest/config';
import browser from '../../.ci/vitest.browser.ts';
import shared from '../../.ci/vitest.shared.ts';

/** Most tests run in a page; what concerns Node or builds is in `*.node.test.ts`. */
export default defineConfig({
  test: {
    projects: [
      { ...browser, test: { ...browser.test, globalSetup: ['src/testing/download-server.ts'] } },
      { ...shared, test: { ...shared.test, name: 'node', include: ['src/**/*.node.test.ts'] } },
    ],
  },
});
