// Measures what people feel, on the built site in Chromium: how long after the last stroke the answer stands, and how long the page is busy
// in one piece while it trains. `pnpm --filter @cv/demo build && pnpm --filter @cv/demo measure [folder with MNIST's IDX files]`
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { preview } from 'vite';

const STROKES = 24;
const chromiumPath = [process.env.CV_CHROMIUM, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const mnist = process.argv[2];

const root = fileURLToPath(new URL('..', import.meta.url));
const server = await preview({ root, logLevel: 'silent', preview: { port: 0, host: '127.0.0.1' } });
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(server.resolvedUrls.local[0]);
await page.locator('.verdict:not([data-answer=""])').waitFor();
console.log(
  `device: ${await page.locator('.device summary strong').textContent()}, isolated: ${await page.evaluate(() => crossOriginIsolated)}`,
);

const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))];
const inMs = (value) => `${value.toFixed(1)} ms`;

/** @param {string} what @param {number[]} values */
function report(what, values) {
  if (values.some((value) => !(value > 0))) throw new RangeError(`a stroke was not answered: ${values.join(', ')}`);
  const [median, p90, most] = [0.5, 0.9, 1].map((q) => inMs(quantile(values, q)));
  console.log(
    `answer ${what} after the last movement of the pen, ${STROKES} strokes: median ${median}, p90 ${p90}, most ${most}`,
  );
}

/** Watches long tasks from now on; the result ends it. */
async function longTasks() {
  await page.evaluate(() => {
    globalThis.tasks = [];
    const take = (entries) => globalThis.tasks.push(...entries.map(({ duration }) => Math.round(duration)));
    globalThis.observer = new PerformanceObserver((list) => take(list.getEntries()));
    globalThis.endTasks = () => take(globalThis.observer.takeRecords());
    globalThis.observer.observe({ type: 'longtask' });
  });
  return () =>
    page.evaluate(() => {
      globalThis.endTasks();
      globalThis.observer.disconnect();
      return globalThis.tasks;
    });
}

/** Milliseconds from the last movement of the pen to the answer. */
async function strokeTimes() {
  const box = await page.locator('.pad').boundingBox();
  await page.evaluate(() => {
    document.querySelector('.pad').addEventListener(
      'pointermove',
      ({ buttons, timeStamp }) => {
        if (buttons > 0) globalThis.drawnAt = timeStamp;
      },
      { capture: true },
    );
    // Painted: after the frame that follows the answer.
    new PerformanceObserver((list) => {
      globalThis.answeredAt = list.getEntriesByName('answered').at(-1).startTime;
      requestAnimationFrame(() => setTimeout(() => (globalThis.paintedAt = performance.now())));
    }).observe({ type: 'mark' });
  });
  const times = [];
  for (let i = 0; i < STROKES; i++) {
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    const at = (x, y) => [box.x + x * box.width, box.y + y * box.height];
    await page.mouse.move(...at(0.3 + 0.01 * i, 0.2));
    await page.mouse.down();
    for (const [x, y] of [
      [0.65, 0.2],
      [0.5, 0.5],
      [0.4, 0.8],
    ])
      await page.mouse.move(...at(x, y), { steps: 8 });
    await page.mouse.up();
    await page.waitForTimeout(400);
    times.push(
      await page.evaluate(() => [
        globalThis.answeredAt - globalThis.drawnAt,
        globalThis.paintedAt - globalThis.drawnAt,
      ]),
    );
  }
  return times;
}

let end = await longTasks();
const times = await strokeTimes();
report(
  'computed',
  times.map(([answered]) => answered),
);
report(
  'painted',
  times.map(([, painted]) => painted),
);
console.log(`long tasks while drawing: ${(await end()).join(', ') || 'none'} ms`);

if (mnist !== undefined) {
  const files = readdirSync(mnist)
    .filter((name) => /^(train|t10k)-/.test(name))
    .map((name) => join(mnist, name));
  await page.locator('[data-role=mnist-files]').setInputFiles(files);
  await page.getByText(/^Ready:/).waitFor();
  await page.getByLabel('Passes').fill('2');
  end = await longTasks();
  const start = Date.now();
  await page.getByRole('button', { name: 'Train from scratch', exact: true }).click();
  await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Train from scratch', exact: true }).waitFor({ timeout: 300_000 });
  console.log(
    `training in the worker, 2 passes: ${((Date.now() - start) / 1000).toFixed(1)} s; ${await page.locator('.epochs tbody tr').last().textContent()}`,
  );
  console.log(`tasks over 50 ms on the main thread meanwhile: ${(await end()).join(', ') || 'none'} ms`);
}
await browser.close();
await server.close();
