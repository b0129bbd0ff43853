import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { describe, expect, it } from 'vitest';
import * as cv from './index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Gzipped bytes that no function alone may exceed, whatever it is made of: filters have a compiled kernel with them, segmentation has clustering. */
const LARGEST = 16_000;

/** The same for functions that look at numbers one by one. */
const SMALL = 3000;
const small: ReadonlySet<string> = new Set(
  `
  otsu isodata yen li triangle multiOtsu threshold histogram integralImage rectangleSum
  connectedComponents distanceTransform watershed watershedSteps localMaxima localMinima flood
  paintLabels paintMeans crop flip pad rotate90 transformFromPoints gaborKernel kernels
  gradientMagnitude gradientDirection convolve3d silhouette estimateBandwidth colorBins
  `
    .trim()
    .split(/\s+/),
);

interface Bundle {
  readonly bytes: number;
  readonly imports: readonly string[];
  readonly moduleIds: readonly string[];
}

async function bundled(names: string): Promise<Bundle> {
  const bundle = await rolldown({
    input: 'program',
    cwd: root,
    plugins: [
      {
        name: 'program',
        resolveId: (id) => (id === 'program' ? `${root}/program.js` : null),
        load: (id) => (id === `${root}/program.js` ? `export ${names} from '@cv/classical';` : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  expect(output).toHaveLength(1);
  const [{ code, moduleIds, imports }] = output;
  return { bytes: gzipSync(code).length, imports, moduleIds };
}

describe.skipIf(!existsSync(`${root}/dist/index.js`))('built package (skipped where dist is not built)', () => {
  it('pulls nothing but @cv/image, and no tfjs', async () => {
    const { imports, moduleIds } = await bundled('*');
    expect(imports).toEqual([]);
    const foreign = moduleIds.filter((id) => !/program\.js$|packages[\\/](classical|image)[\\/]dist/.test(id));
    expect(foreign).toEqual([]);
    expect(moduleIds.length).toBeGreaterThan(100); // it is the whole package that was looked at
    expect(moduleIds.filter((id) => /tensorflow|tfjs/.test(id))).toEqual([]);
  });

  it('gives otsu alone in less than 3 kB gzipped', async () => {
    const { bytes, moduleIds } = await bundled('{ otsu }');
    expect(bytes).toBeLessThan(3000);
    expect(moduleIds.some((id) => id.includes('gaussian'))).toBe(false);
  });

  it('gives every function alone within its budget', { timeout: 120_000 }, async () => {
    const names = Object.keys(cv);
    const sizes: (readonly [string, number])[] = [];
    for (const name of names) sizes.push([name, (await bundled(`{ ${name} }`)).bytes]);
    sizes.sort((a, b) => b[1] - a[1]);
    console.info(`bytes gzipped: ${sizes.map(([name, bytes]) => `${name} ${bytes}`).join(', ')}`);
    expect(sizes.filter(([name, bytes]) => bytes >= (small.has(name) ? SMALL : LARGEST))).toEqual([]);
    expect([...small].filter((name) => !names.includes(name))).toEqual([]);
  });
});
