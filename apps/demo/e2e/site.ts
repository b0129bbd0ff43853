import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright';
import { CHROMIUM, CHROMIUM_FLAGS, NO_CHROMIUM } from '../../../.ci/chromium.ts';
import { StaticServer } from './static-server.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Why the pages cannot be tested here; undefined where they can. */
export const CANNOT_TEST: string | undefined =
  CHROMIUM === undefined ? NO_CHROMIUM : existsSync(DIST) ? undefined : 'the site is not built: run `vite build` first';

/** A page of the built site, with everything that went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, uncaught errors, failed requests. */
  readonly faults: string[];
}

/** The built site in a browser. */
export class Site {
  readonly server: StaticServer;
  readonly #browser: Browser;

  private constructor(server: StaticServer, browser: Browser) {
    this.server = server;
    this.#browser = browser;
  }

  /** @param options.hasGpu false: the browser gives pages no WebGPU adapter */
  static async open({ hasGpu = true }: { readonly hasGpu?: boolean } = {}): Promise<Site> {
    const server = await StaticServer.start(DIST);
    const browser = await chromium.launch({
      executablePath: CHROMIUM!,
      args: [
        ...CHROMIUM_FLAGS.filter((flag) => hasGpu || !flag.includes('webgpu')),
        '--use-fake-device-for-media-stream',
      ],
    });
    return new Site(server, browser);
  }

  /** A page with a storage of its own. */
  async newPage(options: BrowserContextOptions = {}): Promise<OpenPage> {
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
    return { page, context, faults };
  }

  /** Ends the process in which the GPUs of all pages live; the browser starts another one. */
  async crashGpu(): Promise<void> {
    const session = await this.#browser.newBrowserCDPSession();
    await session.send('Browser.crashGpuProcess');
    await session.detach();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.stop();
  }
}
