import { PictureError } from '@cv/image';

/** Which neighbours count: 1 where a pixel does, its anchor in the middle (of an even number right of it). */
export interface StructuringElement {
  readonly width: number;
  readonly height: number;
  /** `height * width` values of 0 and 1. */
  readonly mask: Uint8Array;
}

/**
 * A full rectangle; a single row or column is a line.
 * @throws {PictureError} `option` unless width and height are whole numbers of at least 1
 * @example
 * const lines = open(scan, { element: rectangle(25, 1) });
 */
export function rectangle(width: number, height: number = width): StructuringElement {
  requireWhole('rectangle', { width, height }, 1);
  return { width, height, mask: new Uint8Array(width * height).fill(1) };
}

/**
 * A disc: all pixels whose middle is at most `radius` away.
 * @source skimage.morphology.disk
 * @example
 * const round = dilate(mask, { element: disk(4) });
 */
export function disk(radius: number): StructuringElement {
  return within('disk', radius, (x, y) => x * x + y * y <= radius * radius);
}

/**
 * A diamond: all pixels that are at most `radius` steps away. Radius 1 is the cross of four neighbours.
 * @source skimage.morphology.diamond
 * @example
 * const edge = morphologicalGradient(photo, { element: diamond(1) });
 */
export function diamond(radius: number): StructuringElement {
  return within('diamond', radius, (x, y) => Math.abs(x) + Math.abs(y) <= radius);
}

/**
 * Any element, from rows of 0 and 1.
 * @throws {PictureError} `option` when rows differ in length, hold other numbers, or no pixel counts
 * @example
 * const corner = structuringElement([[1, 1], [1, 0]]);
 */
export function structuringElement(rows: readonly (readonly number[])[]): StructuringElement {
  const width = rows[0]?.length ?? 0;
  const mask = rows.flat();
  if (rows.some(({ length }) => length !== width) || !mask.every((v) => v === 0 || v === 1) || !mask.includes(1)) {
    const message = 'structuringElement: expects rows of the same length of 0 and 1, at least one 1';
    throw new PictureError('option', message, { rows });
  }
  return { width, height: rows.length, mask: Uint8Array.from(mask) };
}

function within(name: string, radius: number, has: (x: number, y: number) => boolean): StructuringElement {
  requireWhole(name, { radius }, 0);
  const size = 2 * radius + 1;
  const mask = Uint8Array.from({ length: size * size }, (_, i) =>
    has((i % size) - radius, Math.floor(i / size) - radius) ? 1 : 0,
  );
  return { width: size, height: size, mask };
}

function requireWhole(name: string, values: Readonly<Record<string, number>>, least: number): void {
  for (const [which, value] of Object.entries(values)) {
    if (Number.isSafeInteger(value) && value >= least) continue;
    throw new PictureError('option', `${name}: ${which} must be a whole number of at least ${least}, not ${value}`, {
      [which]: value,
    });
  }
}
