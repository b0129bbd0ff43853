/** The SHA-256 of bytes in lower-case hexadecimal. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  // A copy, since a digest takes no view of shared memory.
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
