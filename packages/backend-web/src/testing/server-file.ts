import { inject } from 'vitest';
import { type FileBehaviour, fileBytes, type LoggedRequest } from './download-file.ts';

/** A file of the test server that no other test asks for. */
export interface ServerFile {
  readonly url: string;
  /** What it holds, and holds from the second request on if it `changes`. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly changed: Uint8Array<ArrayBuffer>;
  /** The requests so far. */
  readonly log: () => Promise<LoggedRequest[]>;
  /** Their `Range` headers, of GET requests only. */
  readonly ranges: () => Promise<(string | undefined)[]>;
}

/** Names a file that behaves so. */
export function serverFile(behaviour: Partial<FileBehaviour> = {}): ServerFile {
  const { size = 1000, seed = 0 } = behaviour;
  const url = new URL(`file-${crypto.randomUUID()}`, inject('downloadServer'));
  for (const [name, value] of Object.entries(behaviour)) url.searchParams.set(name, String(value));
  const log = async (): Promise<LoggedRequest[]> => {
    const response = await fetch(`${url.origin}${url.pathname}?log`);
    return (await response.json()) as LoggedRequest[];
  };
  const ranges = async (): Promise<(string | undefined)[]> =>
    (await log()).filter(({ method }) => method === 'GET').map(({ range }) => range);
  return { url: url.href, bytes: fileBytes(size, seed), changed: fileBytes(size, seed + 1), log, ranges };
}
