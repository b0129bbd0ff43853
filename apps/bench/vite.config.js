import { defineConfig } from 'vite';

/** The page of the contestants that work in a browser. */
export default defineConfig({
  base: './',
  logLevel: 'warn',
  build: { outDir: 'dist/page', chunkSizeWarningLimit: 20_000 },
});
