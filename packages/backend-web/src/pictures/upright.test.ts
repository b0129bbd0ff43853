import { createPicture } from '@cv/image';
import { expect, it } from 'vitest';
import { upright } from './upright.ts';

// [a b c / d e f] is what is stored; what is meant by the table of EXIF 2.3, tag 0x0112.
it.each([
  [1, ['abc', 'def']],
  [2, ['cba', 'fed']],
  [3, ['fed', 'cba']],
  [4, ['def', 'abc']],
  [5, ['ad', 'be', 'cf']],
  [6, ['da', 'eb', 'fc']],
  [7, ['fc', 'eb', 'da']],
  [8, ['cf', 'be', 'ad']],
])('turns orientation %i upright, for every channel', (orientation, rows) => {
  const data = Uint8Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? 'abcdef'.charCodeAt(i / 2) : 255));
  const turned = upright(createPicture({ data, width: 3, height: 2, channels: 2 }), orientation);
  expect([turned.width, turned.height]).toEqual([rows[0]!.length, rows.length]);
  expect(String.fromCharCode(...turned.data.filter((_, i) => i % 2 === 0))).toBe(rows.join(''));
  expect(turned.data[3]).toBe(255);
});
