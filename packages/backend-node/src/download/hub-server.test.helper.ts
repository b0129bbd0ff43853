import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that came in. */
export interface LoggedRequest {
  readonly method: string;
  /** With `cdn` before those to the second host. */
  readonly path: string;
  readonly range: string | undefined;
  readonly ifRange: string | undefined;
  readonly authorization: string | undefined;
}

/** How the servers answer; changed by a test at any time. */
export interface Behaviour {
  bytes: Uint8Array;
  commit: string;
  /** Kept in the large-file storage, with its SHA-256 told beforehand. */
  lfs: boolean;
  /** Needed to see the repository. */
  token: string | undefined;
  /** Statuses of the next answers of a host, with headers; then it answers. */
  refuse: { host: 'hub' | 'cdn'; status: number; headers?: Record<string, string> }[];
  /** Cut the next answers of the second host after so many bytes. */
  cuts: number[];
  /** Send bytes that are not the file's. */
  damaged: boolean;
  ranges: boolean;
  etag: boolean;
  /** Send the length. */
  length: boolean;
  /** Milliseconds before the second half of a file. */
  pauseMs: number;
}

export const REPO = 'timm/tiny_net.a1_in1k';
export const FILE = 'model.safetensors';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The Hugging Face hub's layout on this machine: the API, `/<repo>/resolve/<revision>/<path>`, which redirects to a second host as
 * the hub does to its CDN, and that host, which knows ranges and ETags. The second host serves any path, for plain URLs.
 */
export class HubServer {
  readonly log: LoggedRequest[] = [];
  behaviour: Behaviour = defaults();
  readonly #hub: Server = createServer((request, response) => this.#answerHub(request, response));
  readonly #cdn: Server = createServer((request, response) => this.#answerCdn(request, response));

  async listen(): Promise<void> {
    for (const server of [this.#hub, this.#cdn]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
  }

  async close(): Promise<void> {
    for (const server of [this.#hub, this.#cdn]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  reset(): void {
    this.log.length = 0;
    this.behaviour = defaults();
  }

  get hub(): string {
    return `http://127.0.0.1:${(this.#hub.address() as AddressInfo).port}`;
  }

  get cdn(): string {
    return `http://127.0.0.1:${(this.#cdn.address() as AddressInfo).port}`;
  }

  /** The requests to the second host for bytes. */
  get fetches(): LoggedRequest[] {
    return this.log.filter(({ method, path }) => method === 'GET' && path.startsWith('cdn'));
  }

  #note({ method = '', url, headers }: IncomingMessage, host: string): void {
    const { range, 'if-range': ifRange, authorization } = headers;
    this.log.push({ method, path: `${host}${url}`, range, ifRange: ifRange as string | undefined, authorization });
  }

  #refused(host: 'hub' | 'cdn', response: ServerResponse): boolean {
    const index = this.behaviour.refuse.findIndex((one) => one.host === host);
    if (index < 0) return false;
    const [{ status, headers = {} }] = this.behaviour.refuse.splice(index, 1) as [Behaviour['refuse'][number]];
    response.writeHead(status, headers).end('no');
    return true;
  }

  #answerHub(request: IncomingMessage, response: ServerResponse): void {
    this.#note(request, '');
    if (this.#refused('hub', response)) return;
    const { token, commit } = this.behaviour;
    const path = decodeURIComponent(request.url ?? '');
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401, { 'X-Error-Code': 'GatedRepo', 'X-Error-Message': 'Access is restricted' }).end();
    } else if (!path.startsWith(`/api/models/${REPO}/`) && !path.startsWith(`/${REPO}/`)) {
      response.writeHead(404, { 'X-Error-Code': 'RepoNotFound' }).end();
    } else if (!['main', 'v1', commit].some((revision) => path.split('/').includes(revision))) {
      response.writeHead(404, { 'X-Error-Code': 'RevisionNotFound' }).end();
    } else if (path.startsWith('/api/')) {
      this.#answerPaths(request, response);
    } else {
      const { bytes } = this.behaviour;
      response
        .writeHead(302, {
          Location: `${this.cdn}/blobs/${sha256(bytes)}?signed=1`,
          'X-Repo-Commit': commit,
          'X-Linked-Etag': `"${sha256(bytes)}"`,
          'X-Linked-Size': String(bytes.length),
        })
        .end();
    }
  }

  #answerPaths(request: IncomingMessage, response: ServerResponse): void {
    const { bytes, commit, lfs } = this.behaviour;
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += String(chunk);
    });
    request.on('end', () => {
      const { paths } = JSON.parse(text) as { paths: string[] };
      const file = {
        type: 'file',
        path: FILE,
        oid: '0'.repeat(40),
        size: bytes.length,
        ...(lfs && { lfs: { oid: sha256(bytes), size: bytes.length, pointerSize: 134 } }),
        lastCommit: { id: commit, title: 'Add model', date: '2024-01-01T00:00:00.000Z' },
      };
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(paths.includes(FILE) ? [file] : []));
    });
  }

  #answerCdn(request: IncomingMessage, response: ServerResponse): void {
    this.#note(request, 'cdn');
    if (this.#refused('cdn', response)) return;
    const { bytes, damaged, ranges, etag, length, cuts, pauseMs } = this.behaviour;
    const content = damaged ? bytes.map((byte) => byte ^ 1) : bytes;
    const tag = `"${sha256(bytes).slice(0, 16)}"`;
    const { range, 'if-range': ifRange } = request.headers;
    const asked = ranges && (ifRange === undefined || ifRange === tag) ? /^bytes=(\d+)-$/.exec(range ?? '') : null;
    const from = Number(asked?.[1] ?? 0);
    if (etag) response.setHeader('ETag', tag);
    if (from >= content.length && from > 0) {
      response.writeHead(416, { 'Content-Range': `bytes */${content.length}` }).end();
      return;
    }
    if (asked) response.setHeader('Content-Range', `bytes ${from}-${content.length - 1}/${content.length}`);
    if (length) response.setHeader('Content-Length', content.length - from);
    response.writeHead(asked ? 206 : 200);
    if (request.method === 'HEAD') return void response.end();
    const cut = cuts.shift();
    if (cut !== undefined) {
      // A stream that breaks drops what nobody has read yet: the reader gets the time to.
      response.write(content.subarray(from, from + cut), () => setTimeout(() => response.socket?.end(), 200));
    } else if (pauseMs > 0) {
      const half = from + Math.ceil((content.length - from) / 2);
      response.write(content.subarray(from, half));
      setTimeout(() => response.end(content.subarray(half)), pauseMs);
    } else {
      response.end(content.subarray(from));
    }
  }
}

/** Bytes that look random and are the same at every call. */
export function fileBytes(size: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 24;
  });
}

function defaults(): Behaviour {
  return {
    bytes: fileBytes(100_000),
    commit: 'a'.repeat(40),
    lfs: true,
    token: undefined,
    refuse: [],
    cuts: [],
    damaged: false,
    ranges: true,
    etag: true,
    length: true,
    pauseMs: 0,
  };
}
