import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'rolldown';

const dist = fileURLToPath(new URL('./dist/', import.meta.url));
const ort = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));

/** Files that the bundles name by `new URL('./...', import.meta.url)`; its own glue starts the runtime's threads. */
mkdirSync(dist, { recursive: true });
for (const name of ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']) {
  copyFileSync(join(ort, name), join(dist, name));
}

/** A guess of the runtime's at where its glue lies, for programs that do not say; webpack takes the file name in it for one of ours. */
const GUESS = /new \w+\("ort\.wasm\.min\.mjs",\s*import\.meta\.url\)/g;
const withoutGuess = {
  name: 'ort-without-guess',
  transform: {
    filter: { id: /onnxruntime-web/ },
    handler(code) {
      const found = code.match(GUESS)?.length ?? 0;
      if (found !== 1) throw new RangeError(`onnxruntime-web: ${found} guesses of its own place, expected 1`);
      return { code: code.replace(GUESS, 'new URL(import.meta.url)') };
    },
  },
};

const shared = {
  platform: 'browser',
  plugins: [withoutGuess],
  // The variant whose glue is a file of its own.
  resolve: {
    conditionNames: ['onnxruntime-web-use-extern-wasm', 'import', 'browser', 'default'],
    mainFields: ['module', 'main'],
  },
};

const output = { dir: dist, format: 'es', comments: { legal: true, annotation: true, jsdoc: false } };

export default defineConfig([
  {
    ...shared,
    input: { ort: 'src/onnxruntime/ort-bundle.ts' },
    output,
  },
  {
    ...shared,
    // Workers see no import map and no bundler's aliases: nothing is left to resolve.
    input: { worker: 'src/worker-program.ts' },
    // Its parts must not import the entry: under the address of a worker it would be another module, and run twice.
    preserveEntrySignatures: 'strict',
    output: { ...output, chunkFileNames: 'worker-[name].js' },
  },
]);
