import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** The folder under which the site is served: any host's sub-path will do. */
const SUB_PATH = '/some/where/';

/** The built site on loopback, as a plain static host serves it: no rewriting, no special headers. */
export class StaticServer {
  readonly #server: Server;
  /** Paths, as the browser asked for them, that are cut off in the middle. */
  readonly broken = new Set<RegExp>();

  private constructor(server: Server) {
    this.#server = server;
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}${SUB_PATH}`;
  }

  /** Serves a folder. */
  static async start(folder: string): Promise<StaticServer> {
    const server = createServer();
    const served = new StaticServer(server);
    server.on('request', (request, response) => {
      void served.#answer(folder, new URL(request.url!, 'http://localhost').pathname).then(
        ({ bytes, type, isBroken }) => {
          response.writeHead(200, { 'content-type': type, 'content-length': bytes.length });
          if (!isBroken) return response.end(bytes);
          return response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    return served;
  }

  /** Ends it, and every connection: the site is offline then. A second call does nothing. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(folder: string, path: string): Promise<{ bytes: Uint8Array; type: string; isBroken: boolean }> {
    if (!path.startsWith(SUB_PATH)) throw new RangeError(`${path} is outside the site`);
    const name = normalize(decodeURIComponent(path.slice(SUB_PATH.length))) || 'index.html';
    const bytes = await readFile(join(folder, name === '.' ? 'index.html' : name));
    const type = TYPES[extname(name)] ?? (name === '.' ? 'text/html' : 'application/octet-stream');
    return { bytes, type, isBroken: [...this.broken].some((pattern) => pattern.test(path)) };
  }
}
