import { existsSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type BrowserContextOptions, chromium, type Page } from 'playwright';
import { rolldown } from 'rolldown';

/** The browser of these tests; undefined where there is none. */
export const chromiumPath: string | undefined = [process.env.CV_CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

/** What a test asks of a page and its browser. */
export interface PageSetting {
  readonly headers?: OutgoingHttpHeaders;
  readonly flags?: readonly string[];
  readonly context?: BrowserContextOptions;
  /** Default localhost. */
  readonly host?: string;
}

/** A server of this machine that answers every path. */
export async function serve(
  answer: (path: string) => { body: string | Uint8Array; headers: OutgoingHttpHeaders; status?: number },
): Promise<Server> {
  const server = createServer((request, response) => {
    const { body, headers, status = 200 } = answer(request.url ?? '/');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** The port of a server. */
export const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** A program for a page, as one module, from the sources; its imports are relative to `src`. */
export async function bundled(program: string): Promise<string> {
  const file = fileURLToPath(new URL('../program.js', import.meta.url)); // not there: its text is given
  const bundle = await rolldown({
    input: file,
    platform: 'browser',
    resolve: { conditionNames: ['@cv/source', 'import', 'default'] },
    plugins: [
      { name: 'program', load: (id) => (id === file ? program : null), resolveId: (id) => (id === file ? id : null) },
    ],
  });
  const { output } = await bundle.generate({ format: 'esm' });
  return output[0].code;
}

/** The pictures of this package as one module. */
export function bundledPictures(): Promise<string> {
  return bundled(`
    export { openCamera } from './pictures/camera/open-camera.ts';
    export { readPicture } from './pictures/read-picture.ts';`);
}

/** Runs a test in a page of its own browser, in which `cv` is the module. */
export async function inPage(
  module: string,
  { headers = {}, flags = [], context = {}, host = 'localhost' }: PageSetting,
  test: (page: Page) => Promise<void>,
): Promise<void> {
  const server = await serve((path) =>
    path === '/module.js'
      ? { body: module, headers: { 'content-type': 'text/javascript' } }
      : {
          body: '<!doctype html><script type="module">import * as cv from "/module.js"; window.cv = cv;</script>',
          headers: { 'content-type': 'text/html', ...headers },
        },
  );
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox', ...flags] });
  try {
    const page = await (await browser.newContext(context)).newPage();
    await page.goto(`http://${host}:${portOf(server)}/`);
    await page.waitForFunction('window.cv !== undefined');
    await test(page);
  } finally {
    await browser.close();
    server.close();
  }
}
