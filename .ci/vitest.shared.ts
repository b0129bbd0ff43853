import { defineConfig } from 'vitest/config';

/** One configuration for every package: tests run on the sources, not on `dist`. */
export default defineConfig({
  resolve: { conditions: ['@cv/source', 'node'] },
  ssr: { resolve: { conditions: ['@cv/source', 'node'] } },
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    passWithNoTests: false,
  },
});
