import { UnsupportedError } from '@cv/tensor/errors';

/**
 * SHA-256 in lower-case hexadecimal.
 *
 * @throws UnsupportedError where the browser has no `crypto.subtle`: on pages that are neither `https:` nor on this machine
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Lib types say that it is always there; an insecure page has none.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) {
    throw new UnsupportedError(
      'download: SHA-256 cannot be checked on an insecure page; serve it over https: or from localhost, or leave sha256 out',
    );
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
