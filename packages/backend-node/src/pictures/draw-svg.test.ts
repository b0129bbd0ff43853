import { createPicture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { expect, test } from 'vitest';
import { drawSvg } from './draw-svg.ts';

const svg = (body: string, size = 'width="4" height="2"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size} shape-rendering="crispEdges">${body}</svg>`;
const red = '<rect x="1" y="0" width="1" height="2" fill="#f00"/>';

const gray = createPicture({ data: new Uint8Array(8).fill(100), width: 4, height: 2, channels: 1 });

test('lays the drawing over the picture, one unit to a pixel', async () => {
  const drawn = await drawSvg(gray, svg(red));
  expect(drawn).toMatchObject({ width: 4, height: 2, channels: 3, colorSpace: 'srgb', hasAlpha: false });
  const [g, r] = [
    [100, 100, 100],
    [255, 0, 0],
  ];
  expect(Array.from(drawn.data)).toEqual([g, r, g, g, g, r, g, g].flat());
  expect(Array.from(gray.data)).toEqual(Array.from({ length: 8 }, () => 100));
});

test('keeps alpha, and takes 16 bits and planes', async () => {
  const data = new Uint16Array(4 * 4 * 2).fill(65535, 0, 24); // transparent white in planes
  const clear = createPicture({ data, width: 4, height: 2, channels: 4, layout: 'planar' });
  const drawn = await drawSvg(clear, svg(red));
  expect(drawn.channels).toBe(4);
  expect(Array.from(drawn.data.subarray(4, 8))).toEqual([255, 0, 0, 255]);
  expect(drawn.data[3]).toBe(0);
});

test('a drawing of another size is cut off, or covers a part', async () => {
  const wide = await drawSvg(gray, svg('<rect width="90" height="90" fill="#0f0"/>', 'width="90" height="90"'));
  expect(Array.from(wide.data)).toEqual(Array.from({ length: 8 }, () => [0, 255, 0]).flat());
  const small = await drawSvg(gray, svg('<rect width="9" height="9" fill="#0f0"/>', 'width="1" height="1"'));
  expect(Array.from(small.data.subarray(0, 6))).toEqual([0, 255, 0, 100, 100, 100]);
});

test('refuses what is no SVG', async () => {
  await expect(drawSvg(gray, 'no drawing')).rejects.toThrow(OptionError);
  await expect(drawSvg(gray, svg('<rect'))).rejects.toThrow(OptionError);
});
