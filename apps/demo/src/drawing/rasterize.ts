import { type Drawing, penWidth } from './drawing.ts';

/** Pixels from 0 (ground) to 1 (ink), rows from the top. */
export interface Raster {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** How a drawing is laid on the pixels: `pixel = offset + scale * point`. */
export interface Placement {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** Pixels of one unit of pen width. */
  readonly penScale: number;
}

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Draws strokes as round-ended bands with smooth edges: each pixel is as dark as the pen covers it. */
export function rasterize(drawing: Drawing, size: number, placement: Placement): Raster {
  const raster = { data: new Float32Array(size * size), width: size, height: size };
  for (const stroke of drawing) {
    const discs = stroke.map(({ x, y, pressure }) => ({
      x: placement.offsetX + placement.scale * x,
      y: placement.offsetY + placement.scale * y,
      radius: (penWidth(pressure) * placement.penScale) / 2,
    }));
    if (discs.length === 1) drawBand(raster, discs[0]!, discs[0]!);
    for (let i = 1; i < discs.length; i++) drawBand(raster, discs[i - 1]!, discs[i]!);
  }
  return raster;
}

/** The band from one disc to another; where bands overlap the darker one stays. */
function drawBand({ data, width, height }: Raster, from: Disc, to: Disc): void {
  const reach = Math.max(from.radius, to.radius) + 1;
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - reach));
  const right = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - reach));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + reach));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [px, py] = [column + 0.5 - from.x, row + 0.5 - from.y];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const cover = from.radius + along * (to.radius - from.radius) - distance + 0.5;
      const at = row * width + column;
      if (cover > data[at]!) data[at] = Math.min(1, cover);
    }
  }
}
