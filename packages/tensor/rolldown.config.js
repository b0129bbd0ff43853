import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as tfjs from '@tensorflow/tfjs-core';

/**
 * tfjs-core keeps its gradients in an ES module that plain Node cannot import (extensionless specifiers) and that registers
 * them as a side effect, which bundlers may drop. This build turns it into a module that exports the gradients, and takes
 * everything they use from the public tfjs-core: only the gradient functions and a few ops that are not public are inlined.
 */
/** Gradients, and type guards without state. */
const INLINED = /gradients\/|register_all_gradients|dist\/types\.js/;
const SPACES = Object.entries({
  util: tfjs.util,
  backend_util: tfjs.backend_util,
  broadcast_util: tfjs.broadcast_util,
  slice_util: tfjs.slice_util,
});

/** Where a name that an internal module exports is found in the public tfjs-core, as an expression. */
function publicName(name) {
  if (name === 'ENGINE') return 'tfjs.engine()';
  if (name === 'getGlobalTensorClass') return '(() => tfjs.Tensor)';
  if (name in tfjs) return name;
  const space = SPACES.find(([, members]) => name in members);
  return space === undefined ? undefined : `tfjs.${space[0]}.${name}`;
}

/** The names that a module exports, also through `export *`. */
function exportedNames(file) {
  const code = readFileSync(file, 'utf8');
  const passed = [...code.matchAll(/^export \* from '([^']+)'/gm)].flatMap((match) =>
    exportedNames(join(dirname(file), `${match[1]}.js`)),
  );
  const lists = [...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap((match) => match[1].split(','));
  const declared = [...code.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map((match) => match[1]);
  return [...passed, ...lists.map((name) => name.trim().split(' as ').at(-1)), ...declared].filter(
    (name) => name !== '',
  );
}

const publicApi = {
  name: 'public-tfjs-core',
  load(id) {
    if (!id.includes('tfjs-core') || INLINED.test(id)) return null;
    // A module of which nothing is public is inlined; a name that is missing from the others fails the build.
    const found = exportedNames(id).flatMap((name) => {
      const expression = publicName(name);
      return expression === undefined ? [] : [[name, expression]];
    });
    if (found.length === 0) return null;
    const lines = found.map(([name, expression]) =>
      name === expression
        ? `export { ${name} } from '@tensorflow/tfjs-core';`
        : `export const ${name} = /* @__PURE__ */ (() => ${expression})();`,
    );
    return `import * as tfjs from '@tensorflow/tfjs-core';\n${lines.join('\n')}\n`;
  },
  transform(code, id) {
    if (!id.endsWith('register_all_gradients.js')) return null;
    const registration = /for \(const gradientConfig of gradConfigs\) \{\s*registerGradient\(gradientConfig\);\s*\}/;
    if (!registration.test(code)) this.error('register_all_gradients.js has changed: nothing to replace');
    return code.replace(registration, 'export { gradConfigs };');
  },
};

export default {
  input: '@tensorflow/tfjs-core/dist/register_all_gradients.js',
  platform: 'neutral',
  external: ['@tensorflow/tfjs-core'],
  plugins: [publicApi],
  resolve: { mainFields: ['module', 'main'] },
  output: { file: 'dist/tfjs-gradients.js', format: 'esm' },
};
