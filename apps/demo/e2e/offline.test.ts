import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, deviceOf, waitForAnswer } from './look-inside.ts';
import { CANNOT_TEST, Site } from './site.ts';

describe.skipIf(CANNOT_TEST !== undefined)(`offline${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(async () => {
    await site.close();
  });

  it('works after the first load, without its server', async () => {
    const { page, faults } = await site.newPage();
    await page.goto(site.server.url);
    await answerOf(page);
    const isKept = () =>
      page.evaluate(async () => {
        const urls = (await (await caches.open('models')).keys()).map(({ url }) => url);
        return navigator.serviceWorker.controller?.state === 'activated' && urls.some((url) => url.endsWith('.wasm'));
      });
    await expect.poll(isKept, { timeout: 20_000 }).toBe(true);
    await site.server.stop();
    await page.reload();
    await waitForAnswer(page, '3');
    expect(await deviceOf(page)).toBe('wasm');
    await page.getByRole('button', { name: 'Sample digit 8' }).click();
    await waitForAnswer(page, '8');
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    expect(faults).toEqual([]);
  });
});
