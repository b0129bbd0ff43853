import { type Asked, mismatchError, networkError, PASSING, statusError } from './download-error.ts';
import type { CheckedOptions } from './download-options.ts';
import type { FileVersion, PartFile } from './part-file.ts';
import { Patience } from './patience.ts';

/** What to ask the server for. */
export interface Request extends Asked {
  /** Where it lies, which errors do not name. */
  readonly address: string;
  readonly token?: string | undefined;
  /** Known beforehand: a part of any version may be continued, since the whole is checked. */
  readonly sha256?: string | undefined;
  readonly bytes?: number | undefined;
}

/** A try that failed. */
export interface Failure {
  readonly error: Error;
  /** Whether it may go better a moment later. */
  readonly mayPass: boolean;
  /** The server's answer, where there was one. */
  readonly response?: Pick<Response, 'status' | 'headers'>;
}

/** One request for what is missing of a file. @returns undefined when the file is whole */
export async function fetchRest(
  part: PartFile,
  request: Request,
  options: CheckedOptions,
): Promise<Failure | undefined> {
  const patience = new Patience(options);
  try {
    patience.renew();
    const response = await ask(part, request, options, patience);
    return response instanceof Response ? await readBody(part, response, { request, options, patience }) : response;
  } finally {
    patience.end();
  }
}

async function ask(
  part: PartFile,
  request: Request,
  options: CheckedOptions,
  patience: Patience,
): Promise<Response | Failure> {
  const validator = part.version?.etag ?? part.version?.lastModified ?? undefined;
  const from = validator === undefined && request.sha256 === undefined ? 0 : part.received;
  let response: Response;
  try {
    response = await fetch(request.address, {
      headers: {
        'Accept-Encoding': 'identity', // sizes and ranges are those of the file
        ...(request.token !== undefined && { Authorization: `Bearer ${request.token}` }),
        ...(from > 0 && { Range: `bytes=${from}-` }),
        ...(from > 0 && validator !== undefined && { 'If-Range': validator }),
      },
      signal: patience.signal,
    });
  } catch (cause) {
    options.signal?.throwIfAborted();
    return networkFailure(request, part, cause);
  }
  const goesOn = response.status === 206 && from > 0 && continues(part, response, request);
  if (goesOn) {
    part.resumed = true;
    return response;
  }
  if (response.status === 200) {
    await part.begin(versionOf(response), request.bytes ?? lengthOf(response));
    return response;
  }
  await response.body?.cancel();
  if (from > 0 && (response.status === 416 || response.status === 206)) {
    await part.begin({ etag: null, lastModified: null }, request.bytes);
    return ask(part, request, options, patience);
  }
  return { error: statusError(request, response), mayPass: PASSING.has(response.status), response };
}

/** Whether a partial answer goes on where the part ends, in the same version. */
function continues(part: PartFile, response: Response, { sha256 }: Request): boolean {
  const [, start] = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '') ?? [];
  if (start !== undefined && Number(start) !== part.received) return false;
  const now = versionOf(response);
  const before = part.version ?? now;
  if (now.etag !== null && before.etag !== null) return now.etag === before.etag;
  if (now.lastModified !== null && before.lastModified !== null) return now.lastModified === before.lastModified;
  return sha256 !== undefined;
}

/** The version that an answer belongs to. Weak ETags promise no equal bytes and are left out. */
export function versionOf({ headers }: Pick<Response, 'headers'>): FileVersion {
  const etag = headers.get('etag');
  return { etag: etag?.startsWith('W/') ? null : etag, lastModified: headers.get('last-modified') };
}

/** Not known of a compressed answer: the header counts compressed bytes. */
function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  return length === null || headers.has('content-encoding') ? undefined : Number(length);
}

async function readBody(
  part: PartFile,
  response: Response,
  { request, options, patience }: { request: Request; options: CheckedOptions; patience: Patience },
): Promise<Failure | undefined> {
  if (response.body === null) return undefined; // an empty file
  const reader = response.body.getReader();
  try {
    for (;;) {
      let chunk: Awaited<ReturnType<typeof reader.read>>;
      try {
        patience.renew();
        chunk = await reader.read();
        patience.end(); // writing it to the disk is not the server's delay
      } catch (cause) {
        options.signal?.throwIfAborted();
        return networkFailure(request, part, cause);
      }
      if (chunk.done) break;
      await part.add(chunk.value);
      if (request.bytes !== undefined && part.received > request.bytes) {
        throw mismatchError(request, 'bytes', request.bytes, `more than ${request.bytes}`);
      }
      options.onProgress?.({ received: part.received, total: part.total });
    }
  } finally {
    await reader.cancel().catch(() => {}); // ends the transfer too when something above has thrown
  }
  // fetch itself fails when fewer bytes come than were told.
  return undefined;
}

function networkFailure(request: Request, part: PartFile, cause: unknown): Failure {
  return { error: networkError(request, part.received, cause), mayPass: true };
}
