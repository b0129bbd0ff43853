import { DataError, OptionError } from '@cv/tensor/errors';
import { mismatchError, networkError, PASSING, statusError } from './download-error.ts';
import type { CheckedOptions } from './download-options.ts';
import type { Request } from './fetch-rest.ts';
import { HUB, type HubReference, hubEndpoint, hubFileUrl } from './hub-reference.ts';
import { Patience } from './patience.ts';
import { pause } from './retry-delay.ts';
import { waitFor } from './transfer.ts';

/** A file of the hub whose version is settled. */
export interface ResolvedHubFile extends Request {
  /** The commit to which the revision led: the last one that changed the file. */
  readonly commit: string | null;
}

/**
 * Asks the hub what a revision of a file is: commit, size and, of files in its large-file storage, the SHA-256.
 * `@huggingface/hub` speaks to it and is loaded now.
 *
 * @throws DataError when there is none, it may not be read, or the hub cannot be reached; OptionError for a token that is none
 */
export async function resolveHubFile(
  hub: Required<HubReference>,
  url: string,
  options: CheckedOptions,
): Promise<ResolvedHubFile> {
  const token = options.token ?? (process.env.HF_TOKEN || undefined);
  if (token !== undefined && !token.startsWith('hf_')) {
    throw new OptionError("download: the token of the hub (HF_TOKEN) must begin with 'hf_'", {});
  }
  const endpoint = hubEndpoint();
  const asked: Request = { url, hub, address: url };
  const { pathsInfo } = await import('@huggingface/hub');
  const infos = await pathsInfo({
    repo: { type: 'model', name: hub.repo },
    paths: [hub.path],
    revision: hub.revision,
    expand: true,
    hubUrl: endpoint,
    fetch: (input, init) => askPatiently(new globalThis.Request(input, init), asked, options),
    ...(token !== undefined && { accessToken: token }),
  }).catch((cause: unknown) => {
    options.signal?.throwIfAborted();
    throw cause instanceof DataError ? cause : malformed(url, cause);
  });
  const info = infos.find(({ path, type }) => path === hub.path && type === 'file');
  if (info === undefined) throw statusError(asked, new globalThis.Response(null, { status: 404 }));
  const sha256 = info.lfs?.oid ?? options.sha256;
  const bytes = info.lfs?.size ?? info.size;
  const commit = (info.lastCommit as { id: string } | undefined)?.id ?? null; // a mirror may leave it out
  const isSound = /^[0-9a-f]{64}$/.test(sha256 ?? '0'.repeat(64)) && Number.isSafeInteger(bytes) && bytes >= 0;
  if (!isSound || !/^[0-9a-f]{40}$/.test(commit ?? '0'.repeat(40))) throw malformed(url, undefined);
  // The hub says it beforehand: no byte has to come for it.
  const expected = { sha256: options.sha256 ?? sha256, bytes: options.bytes ?? bytes };
  if (expected.sha256 !== sha256) throw mismatchError(asked, 'sha256', expected.sha256!, sha256!);
  if (expected.bytes !== bytes) throw mismatchError(asked, 'bytes', expected.bytes, bytes);
  const address = hubFileUrl({ ...hub, revision: commit ?? hub.revision }, endpoint);
  return { ...asked, address, token, sha256, bytes, commit };
}

/** A fetch that asks again while that may help, and fails in our words. */
async function askPatiently(request: globalThis.Request, asked: Request, options: CheckedOptions): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const patience = new Patience(options);
    patience.renew();
    try {
      const response = await fetch(request.clone(), { signal: patience.signal });
      if (response.ok) return response;
      await response.body?.cancel();
      const failure = { error: statusError(asked, response), mayPass: PASSING.has(response.status), response };
      await pause(waitFor(failure, tries, { request: asked, options }), options.signal);
    } catch (cause) {
      options.signal?.throwIfAborted();
      if (cause instanceof DataError) throw cause;
      const failure = { error: networkError(asked, 0, cause), mayPass: true };
      await pause(waitFor(failure, tries, { request: asked, options }), options.signal);
    } finally {
      patience.end();
    }
  }
}

function malformed(url: string, cause: unknown): DataError {
  const reason = `the answer of ${hubEndpoint() === HUB ? 'the hub' : `the hub at ${hubEndpoint()}`} is not understood; try again later`;
  return new DataError(`download: ${url}: ${reason}`, { url, reason }, { cause });
}
