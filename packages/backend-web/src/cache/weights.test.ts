import { createPicture } from '@cv/image';
import { type ExpectedFile, numTensors } from '@cv/tensor';
import { classify, load, models } from '@cv/zoo';
import { afterEach, expect, it, vi } from 'vitest';
import { openDevice } from '../devices/open-device.ts';
import { clearDownloads } from './clear-downloads.ts';
import { download } from './download.ts';
import type { DownloadProgress } from './download-options.ts';
import { listDownloads } from './list-downloads.ts';

afterEach(async () => {
  vi.unstubAllGlobals();
  await clearDownloads();
});

/** A seven as MNIST has them: white on black, 28 by 28. */
function drawSeven(): Uint8Array {
  const canvas = new OffscreenCanvas(28, 28);
  const context = canvas.getContext('2d')!;
  context.fillRect(0, 0, 28, 28);
  context.strokeStyle = 'white';
  context.lineWidth = 2.5;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(new Path2D('M 7.5 8.5 L 19.5 8 L 12.5 22'));
  const { data } = context.getImageData(0, 0, 28, 28);
  return new Uint8Array(data.filter((_, i) => i % 4 === 0));
}

it('is the readBytes by which the models load their weights: once over the network, and they classify', async () => {
  const before = numTensors();
  const device = await openDevice('cpu');
  const seen: DownloadProgress[] = [];
  const readBytes = (url: URL, expected: ExpectedFile): Promise<Uint8Array> =>
    download(url, { ...expected, onProgress: (progress) => seen.push(progress) });
  const model = await load('lenet5', { weights: 'mnist', readBytes });
  const { sha256, bytes } = models.lenet5.weights.mnist!;
  expect(seen.at(-1)).toEqual({ received: bytes, total: bytes });
  expect(await listDownloads()).toMatchObject([{ complete: true, received: bytes, sha256 }]);

  const seven = createPicture({ data: drawSeven(), width: 28, height: 28, channels: 1 });
  const best = (await classify(model, [seven], models.lenet5))[0]![0]!;
  expect(best.label).toBe('7');
  expect(best.probability).toBeGreaterThan(0.9);
  model.dispose();

  // No network is needed any more, the function itself has the right form, and the device has it.
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  (await load('lenet5', { weights: 'mnist', readBytes: download })).dispose();
  (await load('lenet5', { weights: 'mnist' })).dispose();
  expect(numTensors()).toBe(before);
  await device.dispose();
});
