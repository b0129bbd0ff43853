import type { Extreme, ExtremeLine } from './extreme-lines.ts';

/**
 * The extreme of every window of `span` pixels along a line, in as many steps as `span` has binary digits: the extreme of a window is that of
 * two shorter ones that overlap.
 *
 * @param line `out.length + (span - 1) * channels` values
 * @param scratch as long as `line`
 */
export function windowExtreme(
  line: ExtremeLine,
  { span, channels }: { readonly span: number; readonly channels: number },
  extreme: Extreme,
  { scratch, out }: { readonly scratch: ExtremeLine; readonly out: ExtremeLine },
): void {
  if (span === 1) {
    out.set(line.subarray(0, out.length));
    return;
  }
  let from = line;
  let known = 1;
  while (2 * known < span) {
    // Windows of `known` pixels become windows of twice as many; it is safe in place, since what is read lies ahead.
    const length = line.length - (2 * known - 1) * channels;
    extreme(
      from.subarray(0, length),
      from.subarray(known * channels, known * channels + length),
      scratch.subarray(0, length),
    );
    from = scratch;
    known *= 2;
  }
  const shift = (span - known) * channels;
  extreme(from.subarray(0, out.length), from.subarray(shift, shift + out.length), out);
}
