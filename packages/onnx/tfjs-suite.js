import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/**
 * Runs the test suite that ships inside tfjs-core on the lazy backend: `pnpm --filter @cv/onnx tfjs-suite [--corrected] [--list]
 * [--grep text]`, see `src/tfjs-suite/`. The suite's files are ES modules with extensionless imports, which Node does not load, so
 * they are bundled first; our sources and tfjs-core go into the same bundle, so that all use one copy of it.
 */
const bundle = await rolldown({
  input: fileURLToPath(new URL('src/tfjs-suite/main.ts', import.meta.url)),
  platform: 'node',
  external: ['onnxruntime-node', 'jasmine-core', /^jasmine-core\//],
  // The suite's files export nothing, and tfjs-core's list of files with side effects leaves them out.
  treeshake: false,
  resolve: { conditionNames: ['@cv/source', 'import', 'node'], mainFields: ['module', 'main'] },
  logLevel: 'silent',
});
const directory = new URL('node_modules/.cache/tfjs-suite/', import.meta.url);
await bundle.write({ dir: fileURLToPath(directory), format: 'esm', cleanDir: true });
await import(new URL('main.js', directory).href);
