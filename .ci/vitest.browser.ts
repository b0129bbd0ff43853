import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { CHROMIUM, CHROMIUM_FLAGS, NO_CHROMIUM } from './chromium.ts';

if (CHROMIUM === undefined) console.warn(`Tests in a browser are skipped: ${NO_CHROMIUM}.`);

/** Tests that run in Chromium, on the sources; skipped, and said so, where there is no Chromium. */
export default defineConfig({
  resolve: { conditions: ['@cv/source', 'browser'] },
  server: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' } },
  test: {
    name: 'browser',
    include: CHROMIUM === undefined ? [] : ['src/**/*.test.ts'],
    exclude: ['src/**/*.node.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: CHROMIUM === undefined,
    browser: {
      enabled: CHROMIUM !== undefined,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: CHROMIUM!, args: [...CHROMIUM_FLAGS] } }),
      instances: [{ browser: 'chromium' }],
    },
  },
}) satisfies ViteUserConfig as ViteUserConfig;
