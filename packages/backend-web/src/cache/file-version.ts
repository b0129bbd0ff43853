/** What a server says to tell versions of a file apart; other origins may hide the `ETag`. */
export interface FileVersion {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** The version that an answer belongs to. Weak ETags promise no equal bytes and are left out. */
export function fileVersion({ headers }: Response): FileVersion {
  const etag = headers.get('etag');
  return { etag: etag?.startsWith('W/') ? null : etag, lastModified: headers.get('last-modified') };
}

/** Whether two answers are known to be of one version; undefined where nothing tells. */
export function isSameVersion(a: FileVersion, b: FileVersion): boolean | undefined {
  if (a.etag !== null && b.etag !== null) return a.etag === b.etag;
  if (a.lastModified !== null && b.lastModified !== null) return a.lastModified === b.lastModified;
  return undefined;
}
