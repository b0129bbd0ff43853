import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { describe, expect, it } from 'vitest';
import { ROOT } from './workspace.ts';

/** What a page that imports all of a package gets from Vite. */
async function bundle(name: string): Promise<{ modules: string[]; bytes: number }> {
  const entry = 'virtual:page';
  const output = (await build({
    root: join(ROOT, '.ci'),
    configFile: false,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: entry } },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === entry ? join(ROOT, '.ci/page.js') : undefined),
        load: (id) => (id.endsWith('.ci/page.js') ? `import * as all from '${name}'; console.log(all);` : undefined),
      },
    ],
  })) as Rolldown.RolldownOutput;
  const chunks = output.output.filter((one) => one.type === 'chunk');
  return {
    modules: chunks.flatMap(({ moduleIds }) => moduleIds),
    bytes: chunks.reduce((sum, { code }) => sum + gzipSync(code).length, 0),
  };
}

/** Packages that a page gets without tfjs, and the most kilobytes of gzipped JavaScript that all of one takes. */
const WITHOUT_TFJS = [
  ['@cv/image', 4],
  ['@cv/metrics', 24],
  ['@cv/classical', 88],
  ['@cv/data', 16],
] as const;

describe('a page', () => {
  it.each(WITHOUT_TFJS)('that imports %s gets no byte of tfjs, and at most %i kB', async (name, most) => {
    const { modules, bytes } = await bundle(name);
    console.log(`${name}: ${(bytes / 1000).toFixed(1)} kB of gzipped JavaScript, ${modules.length} modules`);
    expect(modules.some((id) => id.includes(name.replace('@cv/', '/packages/')))).toBe(true);
    expect(modules.filter((id) => /tensorflow|tfjs|onnxruntime/.test(id))).toEqual([]);
    expect(bytes).toBeLessThan(most * 1000);
  });

  it('that imports the tensors gets tfjs: the check above can fail', async () => {
    expect((await bundle('@cv/tensor')).modules.some((id) => id.includes('tfjs-core'))).toBe(true);
  });
});
