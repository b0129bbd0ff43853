/** A disc on the paper, pixels. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly label: string;
}

/** Where the middle of a label goes. */
export interface LabelPlace {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const LETTER = 6.2; // of 11 pixels, on average
const LINE = 13;
const GAP = 3;

/**
 * Places a label beside each disc so that labels overlap neither each other nor the edges: right, left, above or below, or at a corner. Small discs come
 * first, since nothing else tells where they are.
 *
 * @returns null for a label that finds no room
 */
export function placeLabels(
  discs: readonly Disc[],
  { width, height }: { readonly width: number; readonly height: number },
): (LabelPlace | null)[] {
  const taken: Box[] = [];
  const places = discs.map((): LabelPlace | null => null);
  const order = discs.map((_, i) => i).sort((a, b) => discs[a]!.radius - discs[b]!.radius);
  for (const i of order) {
    const disc = discs[i]!;
    const found = candidates(disc).find(({ box }) => {
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      return (
        inside && !taken.some((other) => overlap(box, other)) && !centres(discs, i).some((other) => overlap(box, other))
      );
    });
    if (found === undefined) continue;
    taken.push(found.box);
    places[i] = found.place;
  }
  return places;
}

function candidates({ x, y, radius, label }: Disc): { readonly place: LabelPlace; readonly box: Box }[] {
  const half = (label.length * LETTER) / 2;
  const beside = radius + GAP + half;
  const above = radius + GAP + LINE / 2;
  const corner = radius * Math.SQRT1_2;
  const offsets = [
    [beside, 0],
    [-beside, 0],
    [0, -above],
    [0, above],
    [corner + GAP + half, -corner - LINE / 2],
    [corner + GAP + half, corner + LINE / 2],
    [-corner - GAP - half, -corner - LINE / 2],
    [-corner - GAP - half, corner + LINE / 2],
  ] as const;
  return offsets.map(([dx, dy]) => {
    const place = { x: x + dx, y: y + dy };
    return {
      place,
      box: { left: place.x - half, right: place.x + half, top: place.y - LINE / 2, bottom: place.y + LINE / 2 },
    };
  });
}

/** The middles of the other discs: a label may lie over the rim of a large one, not over what marks its place. */
function centres(discs: readonly Disc[], except: number): Box[] {
  return discs.flatMap(({ x, y, radius }, i) => {
    const reach = Math.min(radius, 5);
    return i === except ? [] : [{ left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }];
  });
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
