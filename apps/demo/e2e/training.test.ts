import { readFile } from 'node:fs/promises';
import { decodeSafetensors, models } from '@cv/zoo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idxFiles } from './idx-files.ts';
import { answerOf, waitForAnswer } from './look-inside.ts';
import { CANNOT_TEST, type OpenPage, Site } from './site.ts';

describe.skipIf(CANNOT_TEST !== undefined)(`training${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  let open: OpenPage;

  beforeAll(async () => {
    site = await Site.open();
    open = await site.newPage();
    await open.page.goto(site.server.url);
    await answerOf(open.page);
  });
  afterAll(async () => {
    expect(open.faults).toEqual([]);
    await site.close();
  });

  const button = (name: string) => open.page.getByRole('button', { name, exact: true });
  const figure = (name: string) => open.page.locator('.figures div', { hasText: name }).locator('dd');

  it('says what is wrong with files that are not MNIST', async () => {
    const { page } = open;
    expect(await button('Train from scratch').isDisabled()).toBe(true);
    await page.locator('[data-role=mnist-files]').setInputFiles(idxFiles(10).slice(0, 1));
    expect(await page.locator('.training .notice').textContent()).toMatch(
      /^MNIST: no train-labels-idx1-ubyte here;.*\.$/,
    );
    const [images, labels] = idxFiles(10, { gzip: true });
    await page
      .locator('[data-role=mnist-files]')
      .setInputFiles([images!, { ...labels!, buffer: labels!.buffer.subarray(0, 20) }]);
    await page.locator('.training .notice', { hasText: 'damaged or truncated gzip file' }).waitFor();
    expect(await button('Train from scratch').isDisabled()).toBe(true);
  });

  it('trains on MNIST files, and the new model answers', async () => {
    const { page } = open;
    await page.locator('[data-role=mnist-files]').setInputFiles(idxFiles(130, { gzip: true }));
    await page.getByText('Ready: 130 pictures.').waitFor();
    await page.getByLabel('Passes').fill('1');
    await button('Train from scratch').click();
    await figure('Step').getByText('2 of 2').waitFor();
    await button('Train from scratch').waitFor();
    expect(await page.locator('.epochs tbody tr').count()).toBe(1);
    expect(Number(await figure('Loss').textContent())).toBeCloseTo(Math.log(10), 0); // ten classes, hardly anything learned
    expect(await page.locator('.chart canvas').count()).toBe(1);
    expect(await page.getByRole('radio', { name: 'Trained here' }).isChecked()).toBe(true);
    expect(await answerOf(page)).toMatch(/^\d$/);
    await page.getByText('LeNet-5', { exact: true }).click();
    await waitForAnswer(page, '3');

    const saving = page.waitForEvent('download');
    await button('Save the weights').click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe('lenet5-trained-here.safetensors');
    const { tensors } = decodeSafetensors(new Uint8Array(await readFile(await saved.path())));
    expect(Object.values(tensors).reduce((sum, { data }) => sum + data.length, 0)).toBe(models.lenet5.params);
  });

  it('pauses, goes on where it was, and stops', async () => {
    const { page } = open;
    const step = async (): Promise<number> => Number.parseInt((await figure('Step').textContent())!, 10);
    await page.getByLabel('Passes').fill('50');
    await button('Train from scratch').click();
    await figure('Step').getByText('of 100').waitFor();
    await page.locator('.device summary').click();
    await page.getByText('Pause the training to change the device').waitFor();
    await button('Pause').click();
    await button('Go on').waitFor();
    const paused = await step();
    expect(paused).toBeLessThan(100);
    expect(await page.getByText('Pause the training to change the device').count()).toBe(0);
    await button('Go on').click();
    await expect.poll(step, { timeout: 20_000 }).toBeGreaterThan(paused);
    await button('Stop').click();
    await button('Train from scratch').waitFor();
  });

  it('trains on digits that were drawn', async () => {
    const { page } = open;
    await page.getByText('Your own digits').click();
    expect(await button('Train from scratch').isDisabled()).toBe(true);
    for (const digit of ['0', '1']) {
      await page.getByRole('button', { name: `Sample digit ${digit}` }).click();
      await page.getByLabel('The pad shows a').selectOption(digit);
      await button('Add it').click();
    }
    await page.getByText('2 collected: 0 × 1, 1 × 1').waitFor();
    await page.getByLabel('Passes').fill('1');
    await button('Train from scratch').click();
    await figure('Step').getByText('10 of 10').waitFor();
    await button('Train from scratch').waitFor();
    await page.getByRole('button', { name: 'Sample digit 1' }).click();
    expect(await answerOf(page)).toMatch(/^\d$/);
  });
});
