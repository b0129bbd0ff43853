import { fileURLToPath } from 'node:url';
import { OptionError } from '@cv/tensor/errors';
import { offlineError } from './download-error.ts';
import { DownloadFolder, type DownloadRecord } from './download-folder.ts';
import { withLock } from './download-lock.ts';
import { type CheckedOptions, checkOptions, type DownloadOptions } from './download-options.ts';
import { versionOf } from './fetch-rest.ts';
import { type HubReference, hubFileUrl, parseHubUrl } from './hub-reference.ts';
import { PartFile } from './part-file.ts';
import { type ResolvedHubFile, resolveHubFile } from './resolve-hub-file.ts';
import { transfer } from './transfer.ts';

/** How long the server may take to say whether a cached file is still the same one. */
const RECHECK_MS = 5000;

/**
 * Fetches a file into the cache of this user (`cacheDirectory()`), unless it is there, and says where it lies. What an
 * interruption leaves (a cut connection, a killed process, `signal`) is continued where the server can; a file that another
 * process is fetching is waited for; a failure leaves no half file.
 *
 * A cached file is taken without the network when its SHA-256 (or the digits that are known of it) is the one that is asked
 * for, and of the hub always: the commit to which a branch led at the first time is kept, `cache: 'refresh'` looks for a newer
 * one. Other servers are asked whether the file is still the same; when they do not answer, the cached one is good enough.
 *
 * @param source an `http:` or `https:` URL, or a file of the Hugging Face hub, whose URLs are recognised too
 * (`https://huggingface.co/<repo>/resolve/<revision>/<path>`); a `file:` URL is answered with its own path
 * @returns an absolute path; read it, do not change it
 * @throws {DataError} with `url`, `reason` and more fields: the status that the server answered (with what to do), no answer, a
 * broken connection, a wrong length or SHA-256 (`expected`, `received`), a full disk (`needed`), `offline`
 * @throws {OptionError} for an option out of range, or a source that is no URL
 * @throws the reason of `signal` when it aborts
 * @example
 * ```ts
 * const path = await downloadFile({ repo: 'timm/resnet50.a1_in1k', path: 'model.safetensors' });
 * ```
 */
export async function downloadFile(
  source: string | URL | HubReference,
  options: DownloadOptions = {},
): Promise<string> {
  const checked = checkOptions(options);
  const { url, hub } = addressOf(source);
  checked.signal?.throwIfAborted();
  if (url.startsWith('file:')) return fileURLToPath(url);
  const folder = DownloadFolder.of(url);
  const cached = await findCached(folder, { isHub: hub !== undefined, options: checked });
  if (cached) return folder.file;
  if (checked.offline) throw offlineError({ url }, folder.path);
  await folder.create();
  return withLock(folder.lock, checked.signal, async () => {
    // Another process may have fetched it meanwhile.
    if (await findCached(folder, { isHub: hub !== undefined, options: checked })) return folder.file;
    await fetchWhole(folder, { url, hub }, checked);
    return folder.file;
  });
}

/**
 * The URL of a source, as the cache knows it, and what it names on the hub.
 * @throws OptionError when it is none, or of a scheme that is not fetched
 */
export function addressOf(source: string | URL | HubReference): {
  url: string;
  hub?: Required<HubReference> | undefined;
} {
  const text = typeof source === 'string' || source instanceof URL ? String(source) : hubFileUrl(source);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^(https?|file):$/.test(url.protocol)) {
    throw new OptionError(`download: expects an http:, https: or file: URL, received ${text}`, { received: text });
  }
  url.hash = '';
  const hub = url.protocol === 'file:' ? undefined : parseHubUrl(url.href);
  return hub === undefined ? { url: url.href } : { url: hubFileUrl(hub), hub };
}

/** Whether the file is cached, whole, and the one that is asked for. */
async function findCached(
  folder: DownloadFolder,
  { isHub, options }: { isHub: boolean; options: CheckedOptions },
): Promise<boolean> {
  if (options.cache === 'refresh' && !options.offline) return false;
  const record = await folder.readRecord('file');
  if (record === undefined || record.sha256 === null || (await folder.size('file')) !== record.bytes) return false;
  const { sha256 = record.sha256, sha256Prefix = '', bytes = record.bytes } = options;
  if (record.sha256 !== sha256 || !record.sha256.startsWith(sha256Prefix) || record.bytes !== bytes) return false;
  const isSettled = isHub || options.offline || options.sha256 !== undefined || options.sha256Prefix !== undefined;
  return isSettled || !(await hasChanged(record, options.signal));
}

/** Whether the server says that it has another version by now. */
async function hasChanged(record: DownloadRecord, signal: AbortSignal | undefined): Promise<boolean> {
  const patience = AbortSignal.any([AbortSignal.timeout(RECHECK_MS), ...(signal === undefined ? [] : [signal])]);
  try {
    const response = await fetch(record.url, { method: 'HEAD', signal: patience });
    const { etag, lastModified } = versionOf(response);
    if (!response.ok) return false;
    if (etag !== null && record.etag !== null) return etag !== record.etag;
    return lastModified !== null && record.lastModified !== null && lastModified !== record.lastModified;
  } catch {
    signal?.throwIfAborted();
    return false;
  }
}

async function fetchWhole(
  folder: DownloadFolder,
  { url, hub }: ReturnType<typeof addressOf>,
  options: CheckedOptions,
): Promise<void> {
  const before = await folder.readRecord('file');
  const request =
    hub === undefined ? plainRequest(url, options) : await resolveHubFile(pin(hub, before, options), url, options);
  const { commit } = request;
  if (commit !== null && before?.sha256 !== undefined && before.sha256 === request.sha256) {
    // A newer commit with the same file: only its name is news.
    if ((await folder.size('file')) === before.bytes) return folder.writeRecord('file', { ...before, commit });
  }
  const part = await PartFile.open(folder, request, commit);
  await transfer(part, request, options);
  options.onProgress?.({ received: part.received, total: part.received });
}

/** A file that was there and is damaged or gone is fetched as it was. */
function pin(
  hub: Required<HubReference>,
  before: DownloadRecord | undefined,
  { cache, sha256 }: CheckedOptions,
): Required<HubReference> {
  if (cache === 'refresh' || before === undefined || before.commit === null) return hub;
  return (sha256 ?? before.sha256) === before.sha256 ? { ...hub, revision: before.commit } : hub;
}

function plainRequest(url: string, { token, sha256, bytes }: CheckedOptions): ResolvedHubFile {
  return { url, address: url, token, sha256, bytes, commit: null };
}
