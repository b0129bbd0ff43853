import { defineConfig, mergeConfig } from 'vitest/config';
import shared from '../../.ci/vitest.shared.ts';

const hooks = new URL('./testing/typescript-hooks.js', import.meta.url);
const register = `import { register } from 'node:module'; register('${hooks}');`;

/** Worker threads and child processes run on the sources, too, which Node 20 cannot read by itself. */
export default mergeConfig(
  shared,
  defineConfig({ test: { execArgv: [`--import=data:text/javascript,${encodeURIComponent(register)}`] } }),
);
