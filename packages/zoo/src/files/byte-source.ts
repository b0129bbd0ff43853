/**
 * Bytes that are read range by range: a file, a `Blob`, an object behind a URL, or what is in memory already.
 *
 * `fileSource` of `@cv/backend-node` and `blobSource` of `@cv/backend-web` are some; {@link httpSource} and {@link memorySource} are of
 * this package.
 */
export interface ByteSource {
  /** Number of bytes, which does not change. */
  readonly size: number;
  /**
   * Reads the bytes from `begin` up to `end`, which is left out; `0 <= begin <= end <= size`.
   *
   * @returns `end - begin` bytes; no later read changes them
   * @throws DataError when they cannot be read, or have changed since the source was opened
   */
  read(begin: number, end: number): Promise<Uint8Array>;
}
