import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, createServer, preview } from 'vite';
import webpack from 'webpack';
import { importMap } from './import-map.ts';
import type { Example } from './readme-examples.ts';

/** Where the pages are served: their files are found only if no path is taken from the server's root. */
const BASE = '/some/where/';

/** Another name of this machine, for a browser that is told so: one that it does not trust as it does `localhost`. */
export const INSECURE_HOST = 'insecure.test';

/** Makes a page's memory shared and so allows threads. */
const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

const PROGRAM = `import { download, openDevice } from '@cv/backend-web';
import { add, read, tensor } from '@cv/tensor';
import { load } from '@cv/zoo';

const query = new URLSearchParams(location.search);
async function main() {
  const device = await openDevice(query.get('device'), { threads: 2, worker: query.has('worker') });
  const [sum] = await read(add(tensor([2]), tensor([3])));
  const model = await load('lenet5', { weights: 'mnist', readBytes: download });
  return \`\${sum} \${model.classes} \${device.description}\`;
}
const show = (text) => { document.querySelector('output').textContent = String(text); };
main().then(show, show);
`;

const pageOf = (script: string): string =>
  `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:," /><output></output>${script}</html>\n`;

/** A page on a server of this machine. */
export interface ServedPage {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** How a page is built and served, each without configuration but for the path. */
export type Way = 'Vite' | "Vite's development server" | 'webpack' | 'no bundler';

export const WAYS: readonly Way[] = ['Vite', "Vite's development server", 'webpack', 'no bundler'];

/** A page of ten lines in a project in which the tarballs are installed. */
export class WebProject {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'src/index.js'), PROGRAM);
    writeFileSync(join(folder, 'index.html'), pageOf('<script type="module" src="./src/index.js"></script>'));
  }

  /** Builds the page where there is something to build; `serve` then serves it. */
  async build(way: Way): Promise<void> {
    const outDir = this.#out(way);
    if (way === 'Vite') {
      await build({ root: this.#folder, base: BASE, configFile: false, logLevel: 'warn', build: { outDir } });
    }
    if (way === 'webpack') {
      await runWebpack(this.#folder, outDir);
      writeFileSync(join(outDir, 'index.html'), pageOf('<script src="main.js"></script>'));
    }
    if (way === 'no bundler') {
      const { scripts, map } = importMap(this.#folder, ['@cv/backend-web', '@cv/zoo']);
      const classic = scripts.map((source) => `<script src="${source}"></script>`).join('');
      const tags = `${classic}<script type="importmap">${JSON.stringify(map)}</script>`;
      const page = pageOf(`${tags}<script type="module" src="./src/index.js"></script>`);
      writeFileSync(join(this.#folder, 'unbundled.html'), page);
    }
  }

  /** Makes a page of an example; the address of its page relative to that of the project. */
  writeExample({ title, language, code }: Example): string {
    const name = title.replaceAll(/\W+/g, '-');
    writeFileSync(join(this.#folder, `src/${name}.${language}`), code);
    const script = `import('./src/${name}.${language}').then(() => 'done', String).then((text) => {
      document.querySelector('output').textContent = text;
    });`;
    writeFileSync(join(this.#folder, `${name}.html`), pageOf(`<script type="module">${script}</script>`));
    return `${name}.html`;
  }

  async serve(way: Way, isolated: boolean): Promise<ServedPage> {
    const headers = isolated ? ISOLATION : {};
    const shared = { root: this.#folder, base: BASE, configFile: false, logLevel: 'error' } as const;
    const where = { host: '127.0.0.1', port: 0, headers, allowedHosts: [INSECURE_HOST] };
    if (way === "Vite's development server") {
      // Without what an earlier server found out about the dependencies, as on the first day.
      rmSync(join(this.#folder, 'node_modules/.vite'), { recursive: true, force: true });
      const server = await (await createServer({ ...shared, server: where })).listen();
      return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
    }
    // Serves the files of a folder and nothing else.
    const server = await preview({ ...shared, appType: 'mpa', build: { outDir: this.#out(way) }, preview: where });
    const url = `${server.resolvedUrls!.local[0]!}${way === 'no bundler' ? 'unbundled.html' : ''}`;
    return { url, close: () => server.close() };
  }

  #out(way: Way): string {
    return way === 'no bundler' ? this.#folder : join(this.#folder, `out-${way.replaceAll(/\W/g, '')}`);
  }
}

function runWebpack(context: string, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // It warns of files over 244 KiB.
    webpack({ mode: 'production', context, output: { path }, performance: false }, (error, stats) => {
      const problems =
        error?.message ?? (stats!.hasErrors() || stats!.hasWarnings() ? stats!.toString('errors-warnings') : '');
      if (problems === '') resolve();
      else reject(new Error(problems));
    });
  });
}
