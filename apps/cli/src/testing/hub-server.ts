import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The Hugging Face hub with one file in every repository, at `main`; any other path gives the file too. */
export interface SmallHub {
  readonly url: string;
  readonly commit: string;
  /** Requests so far. */
  readonly asked: string[];
  readonly close: () => Promise<unknown>;
}

/** Starts it on this machine. */
export async function startHub(file: Uint8Array): Promise<SmallHub> {
  const asked: string[] = [];
  const commit = 'c'.repeat(40);
  const oid = createHash('sha256').update(file).digest('hex');
  const facts = {
    type: 'file',
    path: 'model.safetensors',
    size: file.length,
    lfs: { oid, size: file.length, pointerSize: 130 },
    lastCommit: { id: commit, title: 'Add', date: '2024-01-01T00:00:00.000Z' },
  };
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (request.url?.startsWith('/api/')) {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify([facts]));
    } else if (request.url === '/missing') {
      response.writeHead(404).end();
    } else {
      response.writeHead(200, { 'Content-Length': file.length, ETag: `"${oid}"` }).end(file);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    commit,
    asked,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
