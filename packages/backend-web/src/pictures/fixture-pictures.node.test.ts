import { readdirSync, readFileSync } from 'node:fs';
import { readPicture } from '@cv/backend-node';
import { resize } from '@cv/classical';
import { convertPicture } from '@cv/image';
import { describe, expect, it } from 'vitest';
import { type FixturePicture, fixtureUrl, fromBase64, nodePicture } from '../testing/fixture-pictures.ts';

const fixtures = JSON.parse(readFileSync(fixtureUrl('pictures.json'), 'utf8')) as readonly FixturePicture[];

describe('the pictures that browsers are compared with are what Node reads today', () => {
  it.each(fixtures)('$file', async (fixture) => {
    const picture = await readPicture(readFileSync(fixtureUrl(`pictures/${fixture.file}`)));
    expect(picture).toEqual(nodePicture(fixture));
    const bytes = convertPicture(picture, { dtype: 'uint8', range: [0, 255] });
    const resized = resize(bytes, { width: 9, height: 7, filter: 'bilinear' });
    expect(resized.data).toEqual(fromBase64(fixture.resized));
  });

  it('are all of the folder', () => {
    const files = readdirSync(fixtureUrl('pictures'));
    expect(fixtures.map(({ file }) => file).sort()).toEqual(files.sort());
  });
});
