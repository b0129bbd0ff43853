import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DeviceName } from '@cv/backend-web';
import { UnsupportedError } from '@cv/tensor/errors';
import { chromium, type Page } from 'playwright';
import { preview } from 'vite';
import type { Request } from '../contestants/messages.ts';
import { serveRequests } from '../programs/serve.ts';
import { cpuOfTree } from './browser-process.ts';
import type { BenchPage } from './page.ts';

// The program of a contestant's process that works in a Chromium: `wasm`, `webgl`, `webgpu` or `cpu`.

const device = process.argv[2] as DeviceName;
const PAGE = fileURLToPath(new URL('../page/', import.meta.url));
const FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
];
/** Makes memory shared and so allows threads. */
const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

type InPage = { readonly benchPage: BenchPage };
let page: Page | undefined;
let iterations = 0;

function chromiumPath(): string {
  const path = [process.env.CV_CHROMIUM, '/usr/bin/chromium'].find((one) => one !== undefined && existsSync(one));
  if (path === undefined) throw new UnsupportedError('there is no Chromium: install it, or name one by CV_CHROMIUM');
  return path;
}

async function openPage(): Promise<Page> {
  const server = await preview({
    configFile: false,
    logLevel: 'silent',
    build: { outDir: PAGE },
    preview: { port: 0, host: '127.0.0.1', headers: ISOLATED },
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  process.stdin.once('end', () => void Promise.all([browser.close(), server.close()]).then(() => process.exit()));
  const opened = await browser.newPage();
  await opened.goto(server.resolvedUrls!.local[0]!);
  return opened;
}

await serveRequests(async (request: Request) => {
  if (request.op === 'open') {
    page = await openPage();
    const { work, threads } = request;
    return await page.evaluate(
      ([name, what, count]) => (globalThis as unknown as InPage).benchPage.open(name, what, count),
      [device, work, threads] as const,
    );
  }
  if (request.op === 'run') {
    const cpuStart = cpuOfTree(process.pid);
    const length = { iterations: request.iterations, settle: request.settle };
    const times = await page!.evaluate(
      ([first, turn]) => (globalThis as unknown as InPage).benchPage.run(first, turn),
      [iterations, length] as const,
    );
    iterations += request.iterations + request.settle;
    return { ...times, cpuStart, cpuEnd: cpuOfTree(process.pid), peakMemory: null };
  }
  await page?.evaluate(() => (globalThis as unknown as InPage).benchPage.close());
  return null;
});
