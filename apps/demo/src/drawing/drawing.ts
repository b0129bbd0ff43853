/** Where the pen was: x to the right, y down, both 0 to 1 within the pad; pressure 0 to 1, 0.5 where the device tells none. */
export interface PenPoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** What the pen drew between touching down and lifting. */
export type Stroke = readonly PenPoint[];

/** Strokes in the order in which they were drawn. */
export type Drawing = readonly Stroke[];

/** Width of the pen at a pressure, in widths of the pad. */
export function penWidth(pressure: number): number {
  return 0.055 + 0.05 * pressure;
}
