/** Takes the pictures of the README anew: `vite build`, then `node scripts/take-screenshots.js`. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import sharp from 'sharp';
import { preview } from 'vite';

const docs = fileURLToPath(new URL('../docs/', import.meta.url));

/** What is shown: the window, and what is done before the picture is taken. */
const shots = {
  'look-inside-light': {
    viewport: { width: 1280, height: 1040 },
    colorScheme: 'light',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sample digit 5' }).click();
      await page.locator('.verdict[data-answer="5"]').waitFor();
      await page.locator('[data-layer=conv1][data-map="4"]').press('Enter');
    },
  },
  'look-inside-dark': {
    viewport: { width: 1280, height: 1040 },
    colorScheme: 'dark',
    act: async (page) => {
      await page.locator('[data-layer=fc1]').press('Enter');
      await page.locator('[data-layer=conv2]').first().scrollIntoViewIfNeeded();
      await page.mouse.move(0, 0);
      await page.evaluate(() => scrollBy(0, 360));
    },
  },
  'look-inside-phone': {
    viewport: { width: 360, height: 780 },
    colorScheme: 'light',
    act: async (page) => {
      await page.getByRole('button', { name: 'Sample digit 8' }).click();
      await page.locator('.verdict[data-answer="8"]').waitFor();
      await page.evaluate(() => document.activeElement?.blur());
    },
  },
};

const server = await preview({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'error' });
const browser = await chromium.launch({
  executablePath: process.env.CV_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const [name, { act, ...options }] of Object.entries(shots)) {
  const page = await browser.newPage({ ...options, reducedMotion: 'reduce' });
  await page.goto(server.resolvedUrls.local[0]);
  await page.locator('.verdict:not([data-answer=""])').waitFor();
  await act(page);
  await page.waitForTimeout(300);
  await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(`${docs}${name}.png`);
  await page.close();
}
await browser.close();
await server.close();
