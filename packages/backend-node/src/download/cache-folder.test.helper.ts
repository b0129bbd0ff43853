import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CvError } from '@cv/tensor/errors';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { HubServer } from './hub-server.test.helper.ts';

/** A hub and an empty cache for every test of the file; the variables of the environment are those of nobody. */
export function useHub(): { readonly server: HubServer; readonly cache: () => string } {
  const server = new HubServer();
  let cache = '';
  beforeAll(() => server.listen());
  afterAll(() => server.close());
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'cv-download-'));
    server.reset();
    vi.stubEnv('CV_CACHE', cache);
    vi.stubEnv('HF_ENDPOINT', server.hub);
    vi.stubEnv('HF_TOKEN', undefined);
    vi.stubEnv('CV_OFFLINE', undefined);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(cache, { recursive: true, force: true });
  });
  return { server, cache: () => cache };
}

/** What a promise is rejected with; a test fails where it is not. */
export function failure(work: Promise<unknown>): Promise<CvError> {
  return work.then(
    () => expect.unreachable('it should have failed'),
    (error: unknown) => error as CvError,
  );
}

/** That two files are the same, without the minutes that printing their difference takes. */
export function expectSame(received: Uint8Array, expected: Uint8Array): void {
  expect(received.length).toBe(expected.length);
  expect(Buffer.compare(received, expected), 'bytes differ').toBe(0);
}
