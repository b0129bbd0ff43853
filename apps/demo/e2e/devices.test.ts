import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idxFiles } from './idx-files.ts';
import { answerOf, chooseDevice, deviceOf, draw, SEVEN, waitForAnswer } from './look-inside.ts';
import { CANNOT_TEST, Site } from './site.ts';

describe.skipIf(CANNOT_TEST !== undefined)(`devices${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(async () => {
    await site.close();
  });

  it('begins on the best, says why not on others, and gives the same answer on each', async () => {
    const { page, context, faults } = await site.newPage();
    await page.goto(site.server.url);
    await waitForAnswer(page, '3');
    expect(await deviceOf(page)).toBe('wasm');
    await page.locator('.device summary').click();
    await page.getByText('Not webgpu: its GPU is a program on the CPU').waitFor();
    for (const name of ['cpu', 'webgl', 'webgpu', 'wasm']) {
      await chooseDevice(page, name);
      await page.getByRole('button', { name: 'Sample digit 8' }).click();
      await waitForAnswer(page, '8');
      await page.getByRole('button', { name: 'Sample digit 3' }).click();
      await waitForAnswer(page, '3');
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('both models answer', async () => {
    const { page, context, faults } = await site.newPage();
    await page.goto(site.server.url);
    await answerOf(page);
    await page.getByText('Small MLP', { exact: true }).click();
    await page.locator('[data-layer=conv1]').first().waitFor({ state: 'detached' });
    expect(await page.getByRole('radio', { name: 'Small MLP' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Sample digit 8' }).click();
    await waitForAnswer(page, '8');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('a browser without WebGPU says so, and answers all the same', async () => {
    const without = await Site.open({ hasGpu: false });
    const { page, faults } = await without.newPage();
    await page.goto(without.server.url);
    await answerOf(page);
    await page.locator('.device summary').click();
    const choice = page.locator('.device-choice', { hasText: 'webgpu' });
    await choice.waitFor();
    expect(await choice.textContent()).toMatch(
      /not available: device 'webgpu': this (browser has no WebGPU|machine has no GPU)/,
    );
    expect(await choice.locator('input').isDisabled()).toBe(true);
    expect(faults).toEqual([]);
    await without.close();
  });

  it('moves a paused training to another device', async () => {
    const { page, context, faults } = await site.newPage();
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const step = page.locator('.figures div', { hasText: 'Step' }).locator('dd');
    await page.goto(site.server.url);
    await answerOf(page);
    await page.locator('[data-role=mnist-files]').setInputFiles(idxFiles(1280));
    await page.getByLabel('Passes').fill('8');
    await button('Train from scratch').click();
    await step.getByText(/^[1-9]/).waitFor();
    await button('Pause').click();
    await button('Go on').waitFor();
    const before = Number.parseInt((await step.textContent())!, 10);
    await chooseDevice(page, 'cpu');
    await button('Go on').click();
    await expect
      .poll(async () => Number.parseInt((await step.textContent())!, 10), { timeout: 20_000 })
      .toBeGreaterThan(before);
    await button('Stop').click();
    await button('Train from scratch').waitFor();
    expect(await deviceOf(page)).toBe('cpu');
    expect(faults).toEqual([]);
    await context.close();
  });

  it('goes on when the GPU is taken away', async () => {
    const { page, context } = await site.newPage();
    await page.goto(site.server.url);
    await answerOf(page);
    await chooseDevice(page, 'webgpu');
    await waitForAnswer(page, '3');
    await site.crashGpu();
    await page.getByText(/^The GPU was lost/).waitFor({ timeout: 20_000 });
    await page.getByText(/^The GPU was lost/).waitFor({ state: 'detached', timeout: 20_000 });
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await draw(page, SEVEN);
    await waitForAnswer(page, '7');
    expect(await deviceOf(page)).toBe('webgpu');
    await context.close();
  });

  it('a training goes on when the GPU is taken away', async () => {
    const { page, context } = await site.newPage();
    const step = page.locator('.figures div', { hasText: 'Step' }).locator('dd');
    await page.goto(site.server.url);
    await answerOf(page);
    await chooseDevice(page, 'webgpu');
    await page.locator('[data-role=mnist-files]').setInputFiles(idxFiles(64 * 3));
    await page.getByLabel('Passes').fill('1');
    await page.getByRole('button', { name: 'Train from scratch', exact: true }).click();
    await step.getByText('1 of 3').waitFor();
    await site.crashGpu();
    await page.getByText(/^The GPU was lost/).waitFor();
    await step.getByText('3 of 3').waitFor();
    await page.getByRole('button', { name: 'Train from scratch', exact: true }).waitFor();
    expect(await page.locator('.epochs tbody tr').count()).toBe(1);
    expect(await page.locator('.training .notice').count()).toBe(0);
    await context.close();
  });
});
