import { convertPicture, createPicture } from '@cv/image';
import { beforeAll, describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { useCpu } from '../testing/cpu.ts';

beforeAll(useCpu);

const photo = createPicture({
  data: Uint8Array.from({ length: 12 }, (_, i) => i * 20),
  width: 2,
  height: 2,
  channels: 3,
});

describe('pictures', () => {
  it('become tensors with their values as they are', async () => {
    const x = cv.pictureToTensor(photo);
    expect(x.shape).toEqual([2, 2, 3]);
    expect(x.dtype).toBe('float32');
    expect([...(await cv.read(x))]).toEqual([...photo.data]);
    x.dispose();
  });

  it('are interleaved whatever their layout, and not shared with the tensor', async () => {
    const planar = convertPicture(photo, { layout: 'planar' });
    const unit = createPicture({ data: new Float32Array([0.25]), width: 1, height: 1, channels: 1 });
    const [x, y] = [cv.pictureToTensor(planar), cv.pictureToTensor(unit)];
    expect([...(await cv.read(x))]).toEqual([...photo.data]);
    unit.data[0] = 9;
    expect([...(await cv.read(y))]).toEqual([0.25]);
    cv.dispose([x, y]);
  });

  it('make a batch', async () => {
    const batch = cv.picturesToTensor([photo, convertPicture(photo, { layout: 'planar' })]);
    expect(batch.shape).toEqual([2, 2, 2, 3]);
    expect([...(await cv.read(batch))]).toEqual([...photo.data, ...photo.data]);
    batch.dispose();
    const gray = createPicture({ dtype: 'uint8', width: 2, height: 2, channels: 1 });
    expect(() => cv.picturesToTensor([photo, gray])).toThrow('picture 1 is 2 x 2 x 1, picture 0 is 2 x 2 x 3');
    expect(() => cv.picturesToTensor([])).toThrow(cv.OptionError);
  });

  it('come back from tensors, rounded and saturated, or exact in float32', async () => {
    const before = cv.numTensors();
    const x = cv.pictureToTensor(photo);
    expect((await cv.tensorToPicture(x, { range: [0, 255] })).data).toEqual(photo.data);
    x.dispose();
    const y = cv.tensor([-0.5, 0, 0.5, 2], [2, 2, 1]);
    expect((await cv.tensorToPicture(y, { range: [0, 1] })).data).toEqual(new Uint8Array([0, 0, 128, 255]));
    expect((await cv.tensorToPicture(y, { range: [0, 1], dtype: 'uint16' })).data).toEqual(
      new Uint16Array([0, 0, 32768, 65535]),
    );
    const exact = await cv.tensorToPicture(y, { range: [-1, 2], dtype: 'float32' });
    expect(exact).toMatchObject({ data: new Float32Array([-0.5, 0, 0.5, 2]), range: [-1, 2], colorSpace: 'gray' });
    y.dispose();
    const z = cv.ones([1, 2, 5]);
    await expect(cv.tensorToPicture(z, { range: [0, 1] })).rejects.toThrow('x is [1,2,5], expected [H, W, C]');
    z.dispose();
    expect(cv.numTensors()).toBe(before);
  });
});
