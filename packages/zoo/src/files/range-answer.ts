/** A range as an answer tells it; `end` is the byte after it. */
export interface ContentRange {
  readonly begin: number;
  readonly end: number;
  readonly size: number;
}

/**
 * Reads a `Content-Range`.
 * @returns undefined where it tells no range of a file of known size; an empty file has one of no bytes
 * @source RFC 9110, section 14.4
 */
export function parseContentRange(header: string | null): ContentRange | undefined {
  if (header === 'bytes */0') return { begin: 0, end: 0, size: 0 };
  const [, first, last, total] = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(header ?? '') ?? [];
  if (first === undefined) return undefined;
  const [begin, end, size] = [Number(first), Number(last) + 1, Number(total)];
  return begin < end && end <= size ? { begin, end, size } : undefined;
}

/**
 * The body of an answer that has so many bytes.
 * @returns how many came where they were fewer or, as soon as that is known, more
 */
export async function readRangeBody({ body }: Response, bytes: number): Promise<Uint8Array | number> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  if (body === null) return bytes === 0 ? whole : 0;
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (at + value.length > bytes) return at + value.length;
      whole.set(value, at);
      at += value.length;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  return at === bytes ? whole : at;
}
