/// <reference types="node" />
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { TestProject } from 'vitest/node';
import { type FileBehaviour, fileBytes, type LoggedRequest, parseBehaviour } from './download-file.ts';

/** Time for a busy page to take what has been sent: a broken connection takes along what it has not read. */
const CUT_AFTER_MS = 300;

declare module 'vitest' {
  interface ProvidedContext {
    /** `http://127.0.0.1:<port>/`. */
    downloadServer: string;
  }
}

/** Serves files that behave badly as their URL says, on another origin than the page. */
export default async function setup({ provide }: TestProject): Promise<() => void> {
  const server = await startDownloadServer();
  provide('downloadServer', `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

const logs = new Map<string, LoggedRequest[]>();

function startDownloadServer(): Promise<Server> {
  const server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    const log = logs.get(url.pathname) ?? [];
    logs.set(url.pathname, log);
    if (url.searchParams.has('log')) {
      response.end(JSON.stringify(log));
      return;
    }
    const entry: LoggedRequest = { method: request.method!, range: request.headers.range, status: 0 };
    log.push(entry);
    answer(request, response, parseBehaviour(url.searchParams), log.filter(({ method }) => method === 'GET').length);
    entry.status = response.statusCode;
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** `count`: which of the GET requests for this file it is, from 1. */
function answer(request: IncomingMessage, response: ServerResponse, file: FileBehaviour, count: number): void {
  if (!file.cors) response.removeHeader('Access-Control-Allow-Origin');
  if (file.drop) {
    request.socket.destroy();
    return;
  }
  if (file.status !== 200 && count <= file.times) {
    response.statusCode = file.status;
    if (file.retryAfter !== undefined) response.setHeader('Retry-After', file.retryAfter);
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    response.end('no');
    return;
  }
  const seed = file.changes && count > 1 ? file.seed + 1 : file.seed;
  const whole = Buffer.from(fileBytes(file.size, seed));
  const tag = createHash('sha256').update(whole).digest('hex').slice(0, 16);
  if (file.expose) response.setHeader('Access-Control-Expose-Headers', 'ETag, Content-Range');
  if (file.version === 'etag') response.setHeader('ETag', `"${tag}"`);
  // The seed is a second of its own, so that another content has another date.
  if (file.version === 'date') response.setHeader('Last-Modified', new Date(seed * 1000).toUTCString());
  const [, first, last] = (file.ranges && /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')) || [];
  const [from, end] = [Number(first ?? 0), last ? Math.min(Number(last) + 1, whole.length) : whole.length];
  if (from >= whole.length && from > 0) {
    response.statusCode = 416;
    response.end();
    return;
  }
  if (from > 0 || last) {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${from}-${end - 1}/${whole.length}`);
  }
  sendBody(request, response, file, { whole: whole.subarray(0, end), from, count });
}

function sendBody(
  request: IncomingMessage,
  response: ServerResponse,
  file: FileBehaviour,
  { whole, from, count }: { whole: Buffer; from: number; count: number },
): void {
  const rest = file.gzip && from === 0 ? gzipSync(whole) : whole.subarray(from);
  if (file.gzip && from === 0) response.setHeader('Content-Encoding', 'gzip');
  if (file.length) response.setHeader('Content-Length', rest.length);
  const stops = (file.cut !== undefined || file.stall !== undefined) && count <= file.times;
  if (request.method === 'HEAD' || !stops) {
    response.end(request.method === 'HEAD' ? undefined : rest);
    return;
  }
  const sent = Math.min(rest.length - 1, file.cut ?? file.stall!);
  response.write(rest.subarray(0, sent), () => {
    // What is written has left this process only later; a reset at once would take it back.
    if (file.cut !== undefined) setTimeout(() => request.socket.destroy(), CUT_AFTER_MS);
  });
}
