import { DataError, OptionError } from '@cv/tensor/errors';
import { encodeSafetensors, httpSource, openWeights, streamSafetensors } from '@cv/zoo';
import { describe, expect, it } from 'vitest';
import { serverFile } from '../testing/server-file.ts';
import { blobSource } from './blob-source.ts';

const tensors = { x: { dtype: 'float32', shape: [3], data: Float32Array.of(1, 2, 3) } } as const;

describe('blobSource', () => {
  it('reads ranges of a Blob and of a File', async () => {
    const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
    for (const blob of [new Blob([bytes]), new File([bytes], 'a.bin')]) {
      const source = blobSource(blob);
      expect(source.size).toBe(100);
      expect([...(await source.read(10, 13))]).toEqual([10, 11, 12]);
      expect(await source.read(100, 100)).toHaveLength(0);
      await expect(source.read(99, 101)).rejects.toThrow(OptionError);
      await expect(source.read(-1, 1)).rejects.toThrow(OptionError);
    }
  });

  it('opens weights', async () => {
    const file = await openWeights(blobSource(new Blob([new Uint8Array(encodeSafetensors(tensors))])));
    expect(await file.tensor('x')).toEqual(tensors.x);
  });

  it('refuses a file that was changed since it was chosen', async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('changing', { create: true });
    const write = async (text: string): Promise<void> => {
      const stream = await handle.createWritable();
      await stream.write(text);
      await stream.close();
    };
    await write('one');
    const source = blobSource(await handle.getFile());
    await write('other');
    await expect(source.read(0, 3)).rejects.toThrow(DataError);
    await expect(source.read(0, 3)).rejects.toThrow('blobSource: changing: it was moved, changed or locked');
    await folder.removeEntry('changing');
  });
});

it('weights are written piece by piece to the file system of the page', async () => {
  const folder = await navigator.storage.getDirectory();
  const handle = await folder.getFileHandle('weights.safetensors', { create: true });
  const stream = await handle.createWritable();
  for await (const piece of streamSafetensors(tensors)) await stream.write(new Uint8Array(piece));
  await stream.close();
  const file = await openWeights(blobSource(await handle.getFile()));
  expect(await file.stateDict()).toEqual(tensors);
  await folder.removeEntry('weights.safetensors');
});

describe('httpSource of @cv/zoo, with the fetch of a page', () => {
  it('reads ranges of another origin', async () => {
    const file = serverFile({ size: 10_000 });
    const source = await httpSource(file.url, { fetch, readAheadBytes: 100 });
    expect(source.size).toBe(10_000);
    expect(await source.read(5000, 7000)).toEqual(file.bytes.slice(5000, 7000));
    expect(await source.read(9990, 10_000)).toEqual(file.bytes.slice(9990));
    expect(await file.ranges()).toEqual(['bytes=0-99', 'bytes=5000-6999', 'bytes=9990-9999']);
  });

  it('says that Content-Range must be exposed', async () => {
    const file = serverFile({ size: 10_000, expose: false });
    await expect(httpSource(file.url, { fetch })).rejects.toThrow('it must be exposed to pages');
  });

  it('refuses a file that changes between two reads, and a server without ranges', async () => {
    const changing = await httpSource(serverFile({ size: 10_000, changes: true }).url, { fetch, readAheadBytes: 10 });
    await expect(changing.read(100, 200)).rejects.toThrow('was replaced by another version');
    const whole = serverFile({ size: 10_000, ranges: false });
    await expect(httpSource(whole.url, { fetch })).rejects.toThrow('ignores Range requests');
  });
});
