import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

describe.skipIf(!existsSync(`${root}/dist/index.js`))('built package (skipped where dist is not built)', () => {
  it('bundles to a few kilobytes, with nothing but @cv/image', async () => {
    const bundle = await rolldown({
      input: 'program',
      cwd: root,
      plugins: [
        {
          name: 'program',
          resolveId: (id) => (id === 'program' ? `${root}/program.js` : null),
          load: (id) => (id === `${root}/program.js` ? "export { resize } from '@cv/classical';" : null),
        },
      ],
    });
    const { output } = await bundle.generate({ format: 'esm', minify: true });
    expect(output).toHaveLength(1);
    const [{ code, moduleIds, imports }] = output;
    expect(imports).toEqual([]);
    const foreign = moduleIds.filter((id) => !/program\.js$|packages[\\/](classical|image)[\\/]dist/.test(id));
    expect(foreign).toEqual([]);
    const bytes = gzipSync(code).length;
    console.info(`resize in a bundle: ${bytes} bytes gzipped`);
    expect(bytes).toBeLessThan(5000);
  });
});
