import { convertPicture, createPicture, type Picture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { crop } from './crop.ts';
import { flip } from './flip.ts';
import { pad } from './pad.ts';
import { rotate90 } from './rotate90.ts';

/** `1 2 3 / 4 5 6` */
const gray = createPicture({ data: Uint8Array.of(1, 2, 3, 4, 5, 6), width: 3, height: 2, channels: 1 });
const rgb = createPicture({
  data: Uint16Array.from({ length: 18 }, (_, i) => i),
  width: 3,
  height: 2,
  channels: 3,
});
const rows = ({ data, width, height }: Picture): number[][] =>
  Array.from({ length: height }, (_, y) => Array.from(data.subarray(y * width, (y + 1) * width)));

describe('crop', () => {
  it('cuts whole pixels out', () => {
    expect(rows(crop(gray, { x: 1, y: 0, width: 2, height: 2 }))).toEqual([
      [2, 3],
      [5, 6],
    ]);
    expect([...crop(rgb, { x: 2, y: 1, width: 1, height: 1 }).data]).toEqual([15, 16, 17]);
  });

  it('refuses what lies outside, and what is no rectangle', () => {
    for (const part of [
      { x: 2, y: 0, width: 2, height: 1 },
      { x: -1, y: 0, width: 1, height: 1 },
      { x: 0, y: 0, width: 0, height: 1 },
      { x: 0.5, y: 0, width: 1, height: 1 },
    ]) {
      expect(() => crop(gray, part)).toThrow(PictureError);
    }
    expect(() => crop(gray, { x: 2, y: 0, width: 2, height: 1 })).toThrow(
      /a part of 3 x 2 pixels.*2 x 1 pixels from 2, 0/,
    );
  });
});

describe('pad', () => {
  it.each([
    ['constant', [9, 9, 1, 2, 3, 9]],
    ['nearest', [1, 1, 1, 2, 3, 3]],
    ['reflect', [2, 1, 1, 2, 3, 3]],
    ['mirror', [3, 2, 1, 2, 3, 2]],
    ['wrap', [2, 3, 1, 2, 3, 1]],
  ] as const)('%s', (border, expected) => {
    expect(rows(pad(gray, { left: 2, right: 1, border, fill: 9 }))[0]).toEqual(expected);
  });

  it('adds rows, far beyond a small picture too, in both layouts', () => {
    const one = createPicture({ data: Uint8Array.of(7), width: 1, height: 1, channels: 1 });
    for (const border of ['nearest', 'reflect', 'mirror', 'wrap'] as const) {
      expect(pad(one, { top: 3, bottom: 2, left: 4, border }).data).toEqual(new Uint8Array(30).fill(7));
    }
    expect([...pad(one, { left: 1, right: 2, fill: 9 }).data]).toEqual([9, 7, 9, 9]);
    const planar = convertPicture(rgb, { layout: 'planar' });
    const padded = convertPicture(pad(planar, { top: 1, border: 'nearest' }), { layout: 'interleaved' });
    expect(padded).toEqual(pad(rgb, { top: 1, border: 'nearest' }));
    expect(Array.from(padded.data.subarray(0, 9))).toEqual(Array.from(rgb.data.subarray(0, 9)));
  });

  it('refuses sizes that are none', () => {
    expect(() => pad(gray, { top: -1 })).toThrow(/top must be a whole number of at least 0, not -1/);
    expect(() => pad(gray, { left: 1, border: 'torn' as 'wrap' })).toThrow(PictureError);
  });
});

describe('flip and rotate90', () => {
  it('change the order', () => {
    expect(rows(flip(gray))).toEqual([
      [3, 2, 1],
      [6, 5, 4],
    ]);
    expect(rows(flip(gray, 'vertical'))).toEqual([
      [4, 5, 6],
      [1, 2, 3],
    ]);
    expect(rows(rotate90(gray))).toEqual([
      [3, 6],
      [2, 5],
      [1, 4],
    ]);
    expect(rows(rotate90(gray, -1))).toEqual([
      [4, 1],
      [5, 2],
      [6, 3],
    ]);
    expect(rows(rotate90(gray, 2))).toEqual([
      [6, 5, 4],
      [3, 2, 1],
    ]);
  });

  it('four quarters are none, with channels kept together, and data of their own', () => {
    let turned: Picture = rgb;
    for (let i = 0; i < 4; i++) turned = rotate90(turned);
    expect(turned).toEqual(rgb);
    expect(rotate90(rgb, 0)).toEqual(rgb);
    expect(rotate90(rgb, 0).data).not.toBe(rgb.data);
    expect(Array.from(rotate90(rgb).data.subarray(0, 3))).toEqual([6, 7, 8]);
  });

  it('refuse what they do not know', () => {
    expect(() => flip(gray, 'diagonal' as 'vertical')).toThrow(PictureError);
    expect(() => rotate90(gray, 0.5)).toThrow(/whole number, not 0.5/);
  });
});
