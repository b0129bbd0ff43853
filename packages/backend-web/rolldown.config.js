import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
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

/** The npm package carries no licence file. */
writeFileSync(
  join(dist, 'onnxruntime-web.LICENSE.txt'),
  `ort.js, worker-ort.js and ort-wasm-simd-threaded.* are built from onnxruntime-web.

MIT License

Copyright (c) Microsoft Corporation

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`,
);

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
