import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANNOT_TEST, Site } from './site.ts';

/** Bytes of gzipped JavaScript before a model is needed. */
const BUDGET = 120_000;

describe.skipIf(CANNOT_TEST !== undefined)(`the first view${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(async () => {
    await site.close();
  });

  it('needs less than 120 kB of gzipped JavaScript', async () => {
    const { page } = await site.newPage();
    // The engine begins to load when the page rests: held back here, what comes before it is the first view.
    await page.addInitScript(() => {
      globalThis.requestIdleCallback = () => 0;
    });
    const scripts = new Map<string, number>();
    page.on('response', async (response) => {
      if (response.request().resourceType() !== 'script') return;
      scripts.set(response.url(), gzipSync(await response.body(), { level: 9 }).length);
    });
    await page.goto(site.server.url, { waitUntil: 'networkidle' });
    await page.locator('.pad').waitFor();
    const total = [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
    console.log(
      `first view: ${(total / 1000).toFixed(1)} kB of gzipped JavaScript in ${scripts.size} files, budget ${BUDGET / 1000} kB`,
    );
    expect(scripts.size).toBeGreaterThan(1);
    expect(total).toBeLessThan(BUDGET);
  });
});
