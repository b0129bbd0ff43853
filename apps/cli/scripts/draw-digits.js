// Draws digits/*.png: digits as a hand would, with pens of varying width on several grounds. Everything follows from the tables below and
// a seed; nothing is taken from a data set. Run: `pnpm --filter @cv/cli draw-digits`.
import { fileURLToPath } from 'node:url';
import { Rng } from '@cv/tensor/rng';
import sharp from 'sharp';

const SIZE = 140;

/** Strokes as points that the pen passes, in a box of 100 x 100 with the digit in the middle 20/28 of it. */
const strokes = {
  0: [
    [
      [56, 17],
      [40, 22],
      [31, 42],
      [32, 64],
      [43, 81],
      [57, 80],
      [68, 63],
      [69, 40],
      [61, 22],
      [50, 18],
    ],
  ],
  1: [
    [
      [42, 30],
      [50, 24],
      [55, 17],
      [53, 38],
      [50, 60],
      [48, 83],
    ],
  ],
  2: [
    [
      [33, 32],
      [41, 19],
      [56, 17],
      [66, 28],
      [62, 44],
      [48, 62],
      [32, 80],
      [48, 79],
      [70, 80],
    ],
  ],
  3: [
    [
      [35, 24],
      [47, 17],
      [61, 21],
      [63, 34],
      [55, 45],
      [45, 48],
      [58, 50],
      [67, 61],
      [63, 76],
      [48, 83],
      [33, 76],
    ],
  ],
  4: [
    [
      [44, 17],
      [40, 34],
      [33, 53],
      [49, 54],
      [70, 51],
    ],
    [
      [62, 24],
      [59, 46],
      [57, 66],
      [56, 84],
    ],
  ],
  5: [
    [
      [40, 19],
      [38, 33],
      [36, 46],
      [49, 42],
      [62, 48],
      [66, 62],
      [59, 77],
      [45, 82],
      [32, 76],
    ],
    [
      [40, 19],
      [52, 19],
      [67, 17],
    ],
  ],
  6: [
    [
      [61, 17],
      [48, 27],
      [38, 45],
      [34, 63],
      [40, 79],
      [53, 82],
      [64, 73],
      [62, 59],
      [51, 53],
      [40, 60],
      [36, 68],
    ],
  ],
  7: [
    [
      [31, 23],
      [45, 22],
      [67, 20],
      [60, 38],
      [51, 58],
      [45, 83],
    ],
  ],
  8: [
    [
      [62, 24],
      [50, 17],
      [38, 24],
      [41, 37],
      [54, 47],
      [65, 60],
      [62, 76],
      [49, 83],
      [36, 75],
      [37, 60],
      [50, 48],
      [61, 36],
      [62, 24],
    ],
  ],
  9: [
    [
      [64, 30],
      [55, 19],
      [41, 22],
      [36, 36],
      [43, 48],
      [57, 46],
      [64, 32],
      [63, 50],
      [60, 68],
      [55, 84],
    ],
  ],
};

/** One picture each: which digit, with what pen, on what ground. */
const pictures = [
  { name: '0-fountain-pen', digit: 0, pen: '#1d3a8a', width: 8.5, ground: '#f6f1e4', slant: 0.1 },
  { name: '2-brush', digit: 2, pen: '#121212', width: 11, ground: '#ffffff', slant: 0.05 },
  { name: '3-chalk', digit: 3, pen: '#eef2ea', width: 9, ground: '#23382f', slant: 0 },
  { name: '4-pencil', digit: 4, pen: '#3c3c40', width: 7.5, ground: '#fbfbf8', slant: 0.12 },
  { name: '5-marker', digit: 5, pen: '#b3261e', width: 10, ground: '#fffdf7', slant: 0.08 },
  { name: '7-neon', digit: 7, pen: '#7df9ff', width: 8.5, ground: '#0b1026', slant: 0.05 },
  { name: '8-transparent', digit: 8, pen: '#222222', width: 8, ground: 'none', slant: 0.14 },
  { name: '9-ballpoint', digit: 9, pen: '#20308c', width: 8, ground: '#eef0f3', slant: 0.1 },
];

/** A smooth way through the points (Catmull-Rom), as many short steps. */
function way(points, steps = 40) {
  const at = (i) => points[Math.min(points.length - 1, Math.max(0, i))];
  return points.slice(1).flatMap((_, i) =>
    Array.from({ length: steps }, (_, k) => {
      const t = k / steps;
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      return [0, 1].map(
        (n) =>
          0.5 *
          (2 * b[n] +
            (c[n] - a[n]) * t +
            (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n]) * t ** 2 +
            (3 * b[n] - a[n] - 3 * c[n] + d[n]) * t ** 3),
      );
    }),
  );
}

/** A slowly changing number about 1: the pressure of the hand. */
function pressure(rng, amount) {
  const [a, b, p, q] = [rng.uniform(), rng.uniform(), 6 * rng.uniform(), 6 * rng.uniform()];
  return (t) => 1 + amount * (0.6 * Math.sin(5 * (0.6 + a) * t + p) + 0.4 * Math.sin(13 * (0.6 + b) * t + q));
}

function svgOf({ digit, pen, width, ground, slant }, rng) {
  const dots = strokes[digit].flatMap((stroke) => {
    const shaky = stroke.map(([x, y]) => [x + rng.uniform() * 3 - 1.5 + (50 - y) * slant, y + rng.uniform() * 3 - 1.5]);
    const points = way(shaky);
    const press = pressure(rng, 0.22);
    return points.map(([x, y], i) => {
      const t = i / points.length;
      const ends = 0.72 + 0.28 * Math.min(1, 12 * t, 9 * (1 - t)); // the pen is set down and lifted
      return `<circle cx="${x.toFixed(2)}" cy="${y.toFixed(2)}" r="${((width / 2) * press(t) * ends).toFixed(2)}"/>`;
    });
  });
  const back = ground === 'none' ? '' : `<rect width="100" height="100" fill="${ground}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 100 100">${back}<g fill="${pen}">${dots.join('')}</g></svg>`;
}

for (const picture of pictures) {
  const svg = svgOf(picture, new Rng(7).split(picture.name));
  const file = new URL(`../digits/${picture.name}.png`, import.meta.url);
  await sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toFile(fileURLToPath(file));
}
