/** A rectangle of a class in a picture. */
export interface Rectangle {
  readonly picture: string;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Scored = Rectangle & { readonly score: number };

/** COCO counts so many detections of a class in a picture at most. */
const MOST = 100;

/**
 * COCO's average precision at an IoU of 0.5, averaged over the classes that there are: the precision at 101 recalls, each the best at
 * that recall or a higher one.
 */
export function meanAveragePrecision50(truth: readonly Rectangle[], found: readonly Scored[]): number {
  const classes = [...new Set(truth.map(({ index }) => index))];
  const of = <T extends Rectangle>(all: readonly T[], index: number): T[] => all.filter((one) => one.index === index);
  return classes.reduce((sum, index) => sum + averagePrecision(of(truth, index), of(found, index)), 0) / classes.length;
}

function averagePrecision(truth: readonly Rectangle[], found: readonly Scored[]): number {
  const hits = [...new Set(found.map(({ picture }) => picture))]
    .flatMap((name) => {
      const here = found.filter(({ picture }) => picture === name).sort((a, b) => b.score - a.score);
      return matched(
        truth.filter(({ picture }) => picture === name),
        here.slice(0, MOST),
      );
    })
    .sort((a, b) => b.score - a.score);
  let right = 0;
  const curve = hits.map(({ hit }, i) => {
    right += hit ? 1 : 0;
    return { recall: right / truth.length, precision: right / (i + 1) };
  });
  for (let i = curve.length - 2; i >= 0; i--) {
    curve[i]!.precision = Math.max(curve[i]!.precision, curve[i + 1]!.precision);
  }
  const recalls = Array.from({ length: 101 }, (_, i) => i * 0.01); // to the last bit as linspace
  return recalls.reduce((sum, at) => sum + (curve.find(({ recall }) => recall >= at)?.precision ?? 0), 0) / 101;
}

/** Which detections of a picture, best first, find an object that no better one has found. */
function matched(truth: readonly Rectangle[], found: readonly Scored[]): { score: number; hit: boolean }[] {
  const free = new Set(truth);
  return found.map((one) => {
    const [best] = [...free].sort((a, b) => overlap(b, one) - overlap(a, one));
    const hit = best !== undefined && overlap(best, one) >= 0.5;
    if (hit) free.delete(best);
    return { score: one.score, hit };
  });
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a.width * a.height + b.width * b.height - shared);
}
