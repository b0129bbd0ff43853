import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundledPictures, chromiumPath, inPage, portOf, serve } from '../testing/chromium-page.ts';
import { fixtureUrl } from '../testing/fixture-pictures.ts';

const png = readFileSync(fixtureUrl('pictures/rgb.png'));

describe.skipIf(chromiumPath === undefined)('readPicture over the network (needs Chromium)', () => {
  let module = '';
  let open: Server; // shares what it has with every page
  let closed: Server; // shares nothing
  let breaking: Server; // hangs up in the middle of the file
  beforeAll(async () => {
    module = await bundledPictures();
    const type = { 'content-type': 'image/png' };
    open = await serve((path) => ({
      body: png,
      headers: { ...type, 'access-control-allow-origin': '*' },
      status: path === '/missing.png' ? 404 : 200,
    }));
    closed = await serve(() => ({ body: png, headers: type }));
    breaking = createServer((_, response) => {
      response.writeHead(200, { ...type, 'content-length': png.length, 'access-control-allow-origin': '*' });
      response.write(png.subarray(0, 100), () => setTimeout(() => response.destroy(), 50));
    });
    await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    for (const server of [open, closed, breaking]) server?.close();
  });

  const run = (test: (page: Page) => Promise<void>): Promise<void> => inPage(module, {}, test);
  const outcome = (page: Page, source: string): Promise<string> =>
    page.evaluate(
      `(async () => cv.readPicture(${source}))().then(({ width }) => 'width ' + width, (e) => e.name + ' ' + e.message)`,
    );

  it('reads what another site shares, and says why it reads nothing else', async () => {
    await run(async (page) => {
      const at = (server: Server, path: string): string => `'http://127.0.0.1:${portOf(server)}${path}'`;
      expect(await outcome(page, at(open, '/a.png'))).toBe('width 24');
      expect(await outcome(page, at(open, '/missing.png'))).toMatch(
        /^DataError readPicture: cannot read http.*missing\.png: the server answered 404 Not Found; check the address$/,
      );
      expect(await outcome(page, at(closed, '/a.png'))).toMatch(/could not be fetched; .* allows this page \(CORS\)/);
      expect(await outcome(page, "'http://127.0.0.1:1/a.png'")).toMatch(/could not be fetched; check the address/);
      expect(await outcome(page, at(breaking, '/a.png'))).toMatch(
        /the connection broke before the file was there; try again/,
      );
      expect(await outcome(page, "'http://'")).toMatch(/^DataError .*check the address/);
    });
  });

  it('says that an image and a canvas belong to another site, which a page may only show', async () => {
    await run(async (page) => {
      const load = (server: Server, origin: string): string => `(async () => {
        const image = new Image();
        ${origin}
        image.src = 'http://127.0.0.1:${portOf(server)}/a.png';
        await image.decode();
        return image;
      })()`;
      const draw = `(async () => {
        const canvas = document.createElement('canvas');
        canvas.getContext('2d').drawImage(await ${load(closed, '')}, 0, 0);
        return canvas;
      })()`;
      const tainted = /it comes from another site that does not share its pixels; set crossorigin="anonymous"/;
      expect(await outcome(page, `await ${load(closed, '')}`)).toMatch(tainted);
      expect(await outcome(page, `await ${draw}`)).toMatch(tainted);
      expect(await outcome(page, `await ${load(open, "image.crossOrigin = 'anonymous';")}`)).toBe('width 24');
    });
  });
});
