import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bundled, chromiumPath, inPage } from './testing/chromium-page.ts';
import { fixtureUrl } from './testing/fixture-pictures.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** The example with the camera, without its types, which a page does not read. */
const example = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)]
  .map(([, code]) => code!)
  .find((code) => code.includes('openCamera'))!
  .replaceAll(/!|<HTMLInputElement>/g, '')
  .replaceAll("'@cv/backend-web'", "'./index.ts'");

it.skipIf(chromiumPath === undefined)('the pictures of the README appear on a canvas (needs Chromium)', async () => {
  const flags = ['--use-fake-device-for-media-stream'];
  await inPage('', { flags, context: { permissions: ['camera'] } }, async (page) => {
    const printed: string[] = [];
    page.on('console', (message) => printed.push(message.text()));
    page.on('pageerror', (error) => printed.push(error.message));
    await page.setContent('<canvas></canvas><input type="file">');
    await page.addScriptTag({ type: 'module', content: await bundled(example) });
    const size = "[document.querySelector('canvas').width, document.querySelector('canvas').height]";
    await page.waitForFunction(`${size}[0] === 640`);
    await page.setInputFiles('input', fileURLToPath(fixtureUrl('pictures/420.jpg')));
    await page.waitForFunction(`${size}[0] === 320`);
    expect(await page.evaluate(size)).toEqual([320, 240]);
    await expect.poll(() => printed).toEqual([expect.stringMatching(/^blob:http:\/\/localhost/)]);
  });
});
