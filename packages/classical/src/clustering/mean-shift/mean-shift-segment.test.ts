import { createPicture, PictureError } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { classicColors, noClassicPictures } from '../../classic-pictures.test.support.ts';
import { connectedComponents } from '../../regions/connected-components.ts';
import { resize } from '../../resize/resize.ts';
import { meanShiftSegment } from './mean-shift-segment.ts';

/** Left half dark, right half bright with a dark spot of 2 x 2, noise on all. */
const halves = createPicture({
  data: Uint8Array.from({ length: 1200 }, (_, i) => {
    const [x, y] = [i % 40, Math.floor(i / 40)];
    const dark = x < 20 || (x >= 30 && x < 32 && y >= 10 && y < 12);
    return (dark ? 60 : 190) + ((i * 7919) % 9);
  }),
  width: 40,
  height: 30,
  channels: 1,
});

describe('meanShiftSegment', () => {
  it('finds the halves, and the spot when it may be as small', () => {
    const { map, modes } = meanShiftSegment(halves);
    expect(map.count).toBe(2);
    expect([...map.labels]).toEqual(Array.from(map.labels, (_, i) => (i % 40 < 20 ? 1 : 2)));
    expect(modes.colorSpace).toBe('lab');
    expect(meanShiftSegment(halves, { minRegionPx: 4 }).map.count).toBe(3);
    expect(meanShiftSegment(halves, { minRegionPx: 2000 }).map.count).toBe(1);
  });

  it('every option changes the result', () => {
    const data = Uint8Array.from({ length: 4800 }, (_, i) => 100 + 60 * Math.sin(i / 61) + ((i * 7919) % 47));
    const picture = createPicture({ data, width: 40, height: 40, channels: 3 });
    const options = [{}, { radiusPx: 3 }, { colorRadius: 12 }, { minRegionPx: 2 }, { maxIterations: 1 }];
    const results = [...options, { colorSpace: 'srgb' } as const].map((one) => meanShiftSegment(picture, one));
    const shown = results.map(({ map, modes }) => `${map.labels.join()} ${modes.data.join()}`);
    expect(new Set(shown).size).toBe(results.length);
  });

  it('takes single pixels, rows and one value', () => {
    for (const [width, height] of [
      [1, 1],
      [9, 1],
      [1, 4],
      [5, 5],
    ] as const) {
      const picture = createPicture({
        data: new Uint16Array(width * height * 4).fill(65535),
        width,
        height,
        channels: 4,
      });
      const { map } = meanShiftSegment(picture);
      expect(map).toMatchObject({ width, height, count: 1 });
      expect(map.labels.every((label) => label === 1)).toBe(true);
    }
  });

  it('refuses NaN and options that are none', () => {
    const nan = createPicture({ data: Float32Array.of(Number.NaN), width: 1, height: 1, channels: 1 });
    expect(() => meanShiftSegment(nan)).toThrow(/finite/);
    for (const options of [{ radiusPx: 0 }, { colorRadius: 0 }, { minRegionPx: -1 }, { maxIterations: 0 }]) {
      expect(() => meanShiftSegment(halves, options), JSON.stringify(options)).toThrow(PictureError);
    }
  });

  it.skipIf(noClassicPictures)(`has connected regions of the size asked for ${noClassicPictures || ''}`, async () => {
    const photo = resize(await classicColors('astronaut'), { width: 128, height: 128 });
    const { map } = meanShiftSegment(photo, { minRegionPx: 30 });
    const sizes = new Int32Array(map.count + 1);
    for (const label of map.labels) sizes[label]!++;
    expect(sizes[0]).toBe(0);
    expect(Math.min(...sizes.slice(1))).toBeGreaterThanOrEqual(30);
    expect(map.count).toBeGreaterThan(20);
    const labels = createPicture({ data: Float32Array.from(map.labels), width: 128, height: 128, channels: 1 });
    expect(connectedComponents(labels, { background: null }).count).toBe(map.count);
  });
});
