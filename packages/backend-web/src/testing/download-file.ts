/** How a file of the test server behaves; all of it stands in the query of its URL. */
export interface FileBehaviour {
  readonly size: number;
  /** Chooses the content. */
  readonly seed: number;
  /** Answer of the first `times` requests instead of the file. */
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** How many requests go wrong by `status`, `cut` or `stall`. */
  readonly times: number;
  /** Bytes after which the connection is cut. */
  readonly cut: number | undefined;
  /** Bytes after which nothing more comes. */
  readonly stall: number | undefined;
  /** What is sent to tell versions apart. */
  readonly version: 'etag' | 'date' | 'none';
  /** Whether the content and its version are others from the second request on. */
  readonly changes: boolean;
  /** Whether `Range` is honoured. */
  readonly ranges: boolean;
  /** Whether other origins may see ETag and Content-Range. */
  readonly expose: boolean;
  /** Whether Content-Length is sent. */
  readonly length: boolean;
  readonly gzip: boolean;
  readonly cors: boolean;
  /** Whether every connection is closed without an answer. */
  readonly drop: boolean;
}

/** A request as the test server saw it. */
export interface LoggedRequest {
  readonly method: string;
  readonly range: string | undefined;
  status: number;
}

export function parseBehaviour(query: URLSearchParams): FileBehaviour {
  const number = (name: string): number | undefined => (query.has(name) ? Number(query.get(name)) : undefined);
  const flag = (name: string, fallback: boolean): boolean => (query.get(name) ?? String(fallback)) === 'true';
  return {
    size: number('size') ?? 1000,
    seed: number('seed') ?? 0,
    status: number('status') ?? 200,
    retryAfter: query.get('retryAfter') ?? undefined,
    times: number('times') ?? Number.POSITIVE_INFINITY,
    cut: number('cut'),
    stall: number('stall'),
    version: (query.get('version') ?? 'etag') as FileBehaviour['version'],
    changes: flag('changes', false),
    ranges: flag('ranges', true),
    expose: flag('expose', true),
    length: flag('length', true),
    gzip: flag('gzip', false),
    cors: flag('cors', true),
    drop: flag('drop', false),
  };
}

/** The content of a file: never the same at two offsets for long, so that a wrong seam shows. */
export function fileBytes(size: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let state = seed * 2 + 1;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
