import axe from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from './look-inside.ts';
import { CANNOT_TEST, Site } from './site.ts';

/** Violations of WCAG 2.2 AA, one line for each place. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (
          options: object,
        ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
      };
    };
    const runOnly = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
    const result = await axe.run({ runOnly, rules: { 'target-size': { enabled: true } } });
    return result.violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
    );
  });
}

describe.skipIf(CANNOT_TEST !== undefined)(`accessibility${CANNOT_TEST ? ` (skipped: ${CANNOT_TEST})` : ''}`, () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.open();
  });
  afterAll(async () => {
    await site.close();
  });

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 320],
    ['dark', 320],
  ] as const)(
    'axe finds nothing in %s at %i pixels, and nothing is wider than the window',
    async (colorScheme, width) => {
      const { page, faults, context } = await site.newPage({
        colorScheme,
        viewport: { width, height: 800 },
        hasTouch: width === 320,
      });
      await page.goto(site.server.url);
      await answerOf(page);
      await page.locator('.device summary').click();
      for (const [layer, what] of [
        ['fc1', 'linear'],
        ['pool1', 'pool'],
        ['conv2', 'conv'],
      ] as const) {
        await page.locator(`[data-layer=${layer}]`).first().click();
        await page.locator(`.explanation .${what}-parts`).waitFor();
        expect(await violations(page)).toEqual([]);
        const [content, view] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
        expect(content).toBeLessThanOrEqual(view!);
      }
      await page.locator('.explanation summary').click();
      await page.getByText('Your own digits').click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'About' }).click();
      await page.getByRole('heading', { level: 1, name: 'About' }).waitFor();
      expect(await violations(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it('everything can be done with the keyboard', async () => {
    const { page, faults, context } = await site.newPage();
    await page.goto(site.server.url);
    await answerOf(page);
    const tabTo = async (selector: string): Promise<void> => {
      for (let i = 0; i < 80; i++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      }
      expect.fail(`${selector} is not reached by Tab`);
    };

    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');

    await tabTo('.sample[aria-label="Sample digit 6"]');
    await page.keyboard.press('Enter');
    await page.locator('.verdict[data-answer="6"]').waitFor();
    await page.locator('[role=status]', { hasText: /^The answer is 6/ }).waitFor();

    await tabTo('[data-layer=conv1]');
    await page.keyboard.press('Enter');
    const heading = page.locator('.explanation h4');
    const place = /row (\d+), column (\d+)/;
    const [, row, column] = place.exec((await heading.textContent())!)!;
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    const [, nextRow, nextColumn] = place.exec((await heading.textContent())!)!;
    expect([Number(nextRow), Number(nextColumn)]).toEqual([Number(row) + 1, Number(column) + 1]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(
      `row ${nextRow}, column ${nextColumn} is`,
    );

    await tabTo('.patch');
    await page.keyboard.press('Enter');
    await page.getByText(/^input, row/).waitFor();
    await tabTo('input[name=training-source]');
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('The pad shows a').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it('the theme can be chosen, and is remembered', async () => {
    const { page, context } = await site.newPage({ colorScheme: 'light' });
    await page.goto(site.server.url);
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByTitle('Dark').click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
    await page.getByTitle('As the system').click();
    expect(await paper()).toBe(light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(paper).toBe(dark);
    await context.close();
  });
});
