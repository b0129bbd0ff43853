import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a server answers a request for a range. */
export interface RangeBehaviour {
  readonly status?: number;
  /** Headers in the place of the right ones; undefined leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Bytes of the body that are sent; a negative number leaves so many out, then the connection breaks. */
  readonly send?: number;
  /** Sends the body without its length. */
  readonly chunked?: boolean;
  readonly file?: Uint8Array;
}

/** A request that came. */
interface RangeRequest {
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

/** A server of one file on the loopback interface. */
export interface RangeServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly RangeRequest[];
}

/** @param behaviour of the answer to a request, which is counted from 0 */
export async function rangeServer(
  file: Uint8Array,
  behaviour: (count: number) => RangeBehaviour = () => ({}),
): Promise<RangeServer> {
  const requests: RangeRequest[] = [];
  const server = createServer((request, response) => {
    if (request.url === '/moved') {
      response.writeHead(302, { location: '/file' }).end();
      return;
    }
    const { range, authorization } = request.headers;
    requests.push({ range, authorization });
    answer(request, response, file, behaviour(requests.length - 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/file`,
    requests,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, usual: Uint8Array, bend: RangeBehaviour): void {
  const { file = usual, headers = {}, send, chunked = false } = bend;
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
  const [begin, end] = [Number(from), Math.min(Number(to) + 1, file.length)];
  const status = bend.status ?? (begin < file.length ? 206 : 416);
  const part = status === 206 ? file.subarray(begin, end) : status === 200 ? file : Buffer.from('no');
  const range = status === 416 ? `bytes */${file.length}` : `bytes ${begin}-${end - 1}/${file.length}`;
  const all = { 'content-range': status === 200 ? undefined : range, etag: '"1"', ...headers };
  for (const [name, value] of Object.entries(all)) if (value !== undefined) response.setHeader(name, value);
  const length = send === undefined || send < 0 ? part.length : send;
  if (!chunked) response.setHeader('content-length', length);
  response.writeHead(status);
  if (send === undefined || send >= 0) {
    response.end(Buffer.concat([part, Buffer.alloc(Math.max(0, length - part.length))]).subarray(0, length));
    return;
  }
  response.write(part.subarray(0, send), () => setTimeout(() => request.socket.destroy(), 20));
}
