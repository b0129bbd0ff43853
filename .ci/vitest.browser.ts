import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { CHROMIUM, CHROMIUM_FLAGS, NO_CHROMIUM } from './chromium.ts';

if (CHROMIUM === undefined) console.warn(`Tests in a browser are skipped: ${NO_CHROMIUM}.`);

/** A worker is a bundle, which only the build makes. */
const builtWorker = {
  name: 'built-worker',
  enforce: 'pre' as const,
  transform: (code: string) => code.replace("new URL('../worker.js'", "new URL('../../dist/worker.js'"),
};

/** Tests that run in Chromium, on the sources; skipped, and said so, where there is no Chromium. */
export default defineConfig({
  plugins: [builtWorker],
  resolve: { conditions: ['@cv/source', 'browser'] },
  // Found by Vite only when a test first imports them, which reloads the page in mid-test.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-webgl',
      '@tensorflow/tfjs-backend-webgpu',
      '@cv/onnx > protobufjs/minimal.js',
    ],
    exclude: ['onnxruntime-web'],
  },
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
