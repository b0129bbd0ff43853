import ansis from 'ansis';

/** Whether the terminal shows colours; without, a pixel is on or off. */
export interface ArtOptions {
  readonly colors: boolean;
}

/**
 * A gray picture as text: each character holds two pixels, one above the other.
 *
 * @param rows of values from 0 (black) to 1 (white), all of one length
 * @returns lines, half as many as rows
 */
export function terminalArt(rows: readonly ArrayLike<number>[], { colors }: ArtOptions): string[] {
  const paint = colors ? shaded : onOrOff;
  return Array.from({ length: Math.ceil(rows.length / 2) }, (_, line) => {
    const upper = rows[2 * line]!;
    const lower = rows[2 * line + 1];
    return Array.from(upper, (value, column) => paint(value, lower?.[column] ?? 0)).join('');
  });
}

/** The upper half block in the gray of the upper pixel, on the gray of the lower one. */
function shaded(upper: number, lower: number): string {
  const [front, back] = [level(upper), level(lower)];
  return ansis.rgb(front, front, front).bgRgb(back, back, back)('▀');
}

function onOrOff(upper: number, lower: number): string {
  return [' ', '▄', '▀', '█'][(upper >= 0.5 ? 2 : 0) + (lower >= 0.5 ? 1 : 0)]!;
}

/** Of a byte; steps of 8, so that neighbours share their colours and the codes stay few. */
function level(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value * 255) / 8) * 8));
}
