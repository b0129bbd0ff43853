import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, waitForAnswer } from './look-inside.ts';
import { CANNOT_TEST, Site } from './site.ts';

describe.skipIf(CANNOT_TEST !== undefined)(`what goes wrong${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(async () => {
    await site.close();
  });

  it('a text file that is called .png ends in a sentence', async () => {
    const { page, faults, context } = await site.newPage();
    await page.goto(site.server.url);
    await answerOf(page);
    const text = { name: 'seven.png', mimeType: 'image/png', buffer: Buffer.from('I am no picture.') };
    await page.locator('[data-role=picture-file]').setInputFiles(text);
    const notice = page.locator('.problem p').first();
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/seven\.png.*\.$/);
    await page.locator('.problem').getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('.problem').count()).toBe(0);
    await page.getByRole('button', { name: 'Sample digit 2' }).click();
    await waitForAnswer(page, '2');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a photograph of 40 megapixels is read, dark ink on light paper', async () => {
    const { page, faults, context } = await site.newPage();
    await page.goto(site.server.url);
    await answerOf(page);
    await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(8000, 5000);
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = '#e8e4da';
      pen.fillRect(0, 0, 8000, 5000);
      pen.lineWidth = 420;
      pen.lineCap = pen.lineJoin = 'round';
      pen.strokeStyle = '#2b3550';
      pen.moveTo(3000, 1000);
      pen.lineTo(4900, 1000);
      pen.lineTo(3800, 4000);
      pen.stroke();
      const files = new DataTransfer();
      files.items.add(
        new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'seven.jpg', { type: 'image/jpeg' }),
      );
      dispatchEvent(new ClipboardEvent('paste', { clipboardData: files }));
    });
    await waitForAnswer(page, '7');
    expect(await page.locator('.pad').getAttribute('aria-label')).toBe('Drawing pad, showing a picture');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a camera that is denied ends in a sentence', async () => {
    const { page, faults, context } = await site.newPage({ permissions: [] });
    await page.goto(site.server.url);
    await answerOf(page);
    await page.getByRole('button', { name: 'Camera' }).click();
    const notice = page.locator('.problem p').first();
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/camera.*\.$/);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a camera that is allowed gives a picture', async () => {
    const { page, faults, context } = await site.newPage({ permissions: ['camera'] });
    await page.goto(site.server.url);
    await answerOf(page);
    await page.getByRole('button', { name: 'Camera' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0);
    await page.getByRole('button', { name: 'Take the picture' }).click();
    await page.locator('.pad[aria-label="Drawing pad, showing a picture"]').waitFor();
    expect(await page.locator('video').count()).toBe(0);
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a part of the page that breaks ends in a sentence, and the rest goes on', async () => {
    const { page, context } = await site.newPage();
    await page.addInitScript(() => {
      // A browser without the 2D canvas that the layers are painted on.
      HTMLCanvasElement.prototype.getContext = () => {
        throw new TypeError('no canvas here');
      };
    });
    await page.goto(site.server.url);
    await page.getByRole('heading', { name: 'Something broke on this page' }).waitFor();
    expect(await page.locator('main [role=alert]').textContent()).toContain('no canvas here');
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    await context.close();
  });

  it('a broken download of the weights ends in a sentence, and can be tried again', async () => {
    const { page, context } = await site.newPage({ serviceWorkers: 'block' });
    site.server.broken.add(/\.safetensors$/);
    await page.goto(site.server.url);
    const notice = page.locator('.problem p').first();
    await notice.waitFor();
    expect(await notice.textContent()).toMatch(/^Download: .*lenet5.*no answer; check the network.*\.$/);
    site.server.broken.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForAnswer(page, '3');
    expect(await page.locator('.problem').count()).toBe(0);
    await context.close();
  });

  it('a page whose code cannot be loaded says so, and can be tried again', async () => {
    const { page, context } = await site.newPage({ serviceWorkers: 'block' });
    site.server.broken.add(/about-page/);
    await page.goto(`${site.server.url}#/about`);
    await page.getByText('This page could not be loaded').waitFor();
    site.server.broken.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 2, name: 'Your data' }).waitFor();
    await page.getByRole('link', { name: 'Look inside' }).click();
    expect(await answerOf(page)).toBe('3');
    await context.close();
  });
});
