import { DataError, OptionError } from '@cv/tensor/errors';

/** A Blob that is read range by range; the `ByteSource` of `@cv/zoo`. */
export interface BlobSource {
  /** Number of bytes. */
  readonly size: number;
  /** Reads the bytes from `begin` up to `end`, which is left out. */
  read(begin: number, end: number): Promise<Uint8Array>;
}

/**
 * A Blob or a chosen File that is read in parts, so that weights of gigabytes need not fit in memory.
 *
 * @param blob such as a file of `<input type="file">` or of the origin's own file system
 * @returns a source whose `read` throws a `DataError` when the file has changed on the disk since it was chosen, or the range does not
 * fit in memory; an `OptionError` for a range outside of the file
 * @example
 * ```ts
 * import { openWeights } from '@cv/zoo';
 * const file = await openWeights(blobSource(input.files![0]!));
 * ```
 */
export function blobSource(blob: Blob): BlobSource {
  const { size } = blob;
  const name = blob instanceof File ? blob.name : `a Blob of ${size} bytes`;
  const read = async (begin: number, end: number): Promise<Uint8Array> => {
    if (!(Number.isSafeInteger(begin) && Number.isSafeInteger(end) && begin >= 0 && begin <= end && end <= size)) {
      throw new OptionError(`blobSource: ${name} has ${size} bytes, there is no range ${begin} to ${end}`);
    }
    try {
      return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
    } catch (cause) {
      const reason =
        'it was moved, changed or locked since it was chosen, or the part is too large for memory; choose it again';
      throw new DataError(`blobSource: ${name}: ${reason}`, { path: name, reason }, { cause });
    }
  };
  return { size, read };
}
