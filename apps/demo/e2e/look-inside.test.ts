import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf, draw, ONE, SEVEN, waitForAnswer } from './look-inside.ts';
import { CANNOT_TEST, type OpenPage, Site } from './site.ts';

describe.skipIf(CANNOT_TEST !== undefined)(`Look inside${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  let open: OpenPage;

  beforeAll(async () => {
    site = await Site.open();
    open = await site.newPage();
    await open.page.goto(site.server.url);
  });
  afterAll(async () => {
    expect(open.faults).toEqual([]);
    await site.close();
  });

  it('opens with a sample digit that is answered', async () => {
    expect(await answerOf(open.page)).toBe('3');
    expect(await open.page.title()).toBe('Look inside · cv');
    expect(await open.page.locator('.layer h3').allTextContents()).toEqual([
      'Input',
      'Convolution 5 × 5, then ReLU',
      'Max pooling 2 × 2',
      'Convolution 5 × 5, then ReLU',
      'Max pooling 2 × 2',
      'Fully connected, then ReLU',
      'Fully connected, then ReLU',
      'Fully connected',
    ]);
  });

  it('answers what is drawn with the mouse, wherever on the pad', async () => {
    const { page } = open;
    await draw(page, SEVEN);
    await waitForAnswer(page, '7');
    const numbers = await page.locator('.bar-number').allTextContents();
    const shares = numbers.map((text) => Number.parseFloat(text));
    expect(shares).toHaveLength(10);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
    expect(shares.indexOf(Math.max(...shares))).toBe(7);
  });

  it('takes strokes back, and is empty after clearing', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByText('Draw a digit, and every layer shows here').waitFor();
    await draw(page, ONE);
    await waitForAnswer(page, '1');
    await draw(page, [
      [
        [0.3, 0.5],
        [0.7, 0.5],
      ],
    ]);
    await page.keyboard.press('Control+z');
    await waitForAnswer(page, '1');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Draw a digit, and every layer shows here').waitFor();
  });

  it('takes a convolution apart, and goes down to the input', async () => {
    const { page } = open;
    await page.getByRole('button', { name: 'Sample digit 5' }).click();
    await waitForAnswer(page, '5');
    await page.locator('[data-layer=conv2][data-map="3"]').click({ position: { x: 30, y: 30 } });
    const explanation = page.locator('.explanation');
    await explanation.waitFor();
    expect(await explanation.locator('h4').textContent()).toMatch(/^conv2, map 4, row \d+, column \d+ = /);
    expect(await explanation.locator('.product').count()).toBe(6);
    expect(await page.locator('[data-layer=pool1] .mark.region').count()).toBe(6);
    expect(await page.locator('[data-layer=input] .mark.region').count()).toBe(1);
    expect(await explanation.locator('.differs').count()).toBe(0); // the sum is what the model gave
    await explanation.getByText('In numbers').click();
    await explanation.locator('tbody tr').first().waitFor();
    expect(await explanation.locator('tbody tr').count()).toBe(150);

    await explanation.locator('.patch').first().click();
    await page.getByText(/^pool1, map 1, row/).waitFor();
    await page.getByRole('button', { name: /^Look into the winner/ }).click();
    await page.getByText(/^conv1, map 1, row/).waitFor();
    await page.locator('.patch').click();
    await page.getByText(/^input, row/).waitFor();
  });

  it('shows the weights of a fully connected value and its largest products', async () => {
    const { page } = open;
    await page.locator('[data-layer=fc1]').click({ position: { x: 50, y: 10 } });
    await page.getByText(/^fc1, unit \d+ = /).waitFor();
    expect(await page.locator('.weight-picture').first().locator('canvas').count()).toBe(16);
    const largest = page.locator('.largest-button');
    expect(await largest.count()).toBe(8);
    await largest.first().click();
    await page.getByText(/^pool2, map \d+, row/).waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('.explanation').count()).toBe(0);
  });

  it('follows the drawing while a value is looked into', async () => {
    const { page } = open;
    await page.locator('[data-layer=fc3]').click({ position: { x: 5, y: 5 } });
    const value = page.locator('.explanation h4 strong');
    const before = await value.textContent();
    await page.getByRole('button', { name: 'Sample digit 0' }).click();
    await waitForAnswer(page, '0');
    expect(await value.textContent()).not.toBe(before);
  });

  it('shows values before the activation function, too', async () => {
    const { page } = open;
    const lowest = page.locator('[data-step=conv1] .range span').first();
    expect(await lowest.textContent()).toBe('0');
    await page.getByText('before', { exact: true }).click();
    expect(await lowest.textContent()).toMatch(/^−/);
    await page.getByText('after activation').click();
  });

  it('tells which device computes, and why others do not', async () => {
    const { page } = open;
    await page.locator('.device summary').click();
    const choices = page.locator('.device-choice');
    await choices.first().waitFor();
    const names = await choices.locator('strong').allTextContents();
    expect(names).toEqual(['webgpu', 'wasm', 'webgl', 'cpu']);
    for (const choice of await choices.all()) {
      const isAvailable = await choice.locator('input').isEnabled();
      expect(await choice.textContent()).toMatch(isAvailable ? /\w/ : /not available: \w/);
    }
  });

  it('other pages open, and this one is as it was when one comes back', async () => {
    const { page } = open;
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
    expect(await page.title()).toBe('About · cv');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.goBack();
    await waitForAnswer(page, '0');
  });
});
