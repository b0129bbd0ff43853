import { resize } from '@cv/classical';
import { convertPicture, createPicture, dropAlpha, type Picture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { type FixturePicture, fixtureUrl, fromBase64, nodePicture } from '../testing/fixture-pictures.ts';
import { readPicture } from './read-picture.ts';

const fixtures = (await (await fetch(fixtureUrl('pictures.json'))).json()) as readonly FixturePicture[];
const address = (file: string): URL => fixtureUrl(`pictures/${file}`);

/** Largest difference of two pictures of one shape, from 0 to 1. */
function difference(a: Picture, b: Picture): number {
  const unit = (picture: Picture): Float32Array => convertPicture(picture, { dtype: 'float32', range: [0, 1] }).data;
  const other = unit(b);
  return unit(a).reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);
}

const step = 1 / 255 + 1e-6; // room for float32

/** The same for what is seen: laid on black, and the opacity itself. Almost invisible colours weigh as little as they show. */
function visibleDifference(a: Picture, b: Picture): number {
  if (!a.hasAlpha) return difference(a, b);
  const opacity = (picture: Picture): Picture => {
    const { width, height, channels } = picture;
    const data = Float32Array.from({ length: width * height }, (_, i) => picture.data[(i + 1) * channels - 1]!);
    return createPicture({ data, width, height, channels: 1, range: picture.range });
  };
  const onBlack = (picture: Picture): Picture => dropAlpha(picture, { background: 0 });
  return Math.max(difference(onBlack(a), onBlack(b)), difference(opacity(a), opacity(b)));
}

/**
 * Node's libheif leaves the alpha of AVIF in the studio range in which encoders store it (16 to 235), the browser expands it: only
 * the colours agree.
 */
const alphaDiffers = ['alpha.avif'];

describe('readPicture reads what Node reads, to 1/255', () => {
  it.each(fixtures)('$file', async (fixture) => {
    const picture = await readPicture(address(fixture.file));
    const { file, width, height, channels } = fixture;
    expect(picture).toMatchObject({ width, height, channels, layout: 'interleaved', range: [0, 255] });
    expect(picture.data).toBeInstanceOf(Uint8Array);
    const [ours, theirs] = [picture, nodePicture(fixture)].map((p) => (alphaDiffers.includes(file) ? dropAlpha(p) : p));
    expect(difference(ours!, theirs!)).toBeLessThan(step);
  });

  it.each(fixtures.filter(({ file }) => !alphaDiffers.includes(file)))('$file, resized', async (fixture) => {
    const resized = resize(await readPicture(address(fixture.file)), { width: 9, height: 7, filter: 'bilinear' });
    const expected = createPicture({ ...resized, data: fromBase64(fixture.resized) });
    // Colour and opacity of 16 bits are each cut to 8 here and rounded there; what is seen is their product.
    const steps = fixture.file === 'rgba-16.png' ? 2 : 1;
    expect(visibleDifference(resized, expected)).toBeLessThan(steps * step);
  });
});
