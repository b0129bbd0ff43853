import { createPicture, type Picture } from '@cv/image';
import { OptionError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { fixtureUrl } from '../testing/fixture-pictures.ts';
import { type PictureSource, readPicture } from './read-picture.ts';
import { toBlob } from './to-blob.ts';
import { toImageData } from './to-image-data.ts';

const data = Uint8Array.from({ length: 32 * 24 * 3 }, (_, i) => (i * 53 + (i >> 4)) & 255);
const photo = createPicture({ data, width: 32, height: 24, channels: 3 });
const file = await toBlob(photo);
const bytes = new Uint8Array(await file.arrayBuffer());
const opaque = [...toImageData(photo).data];

function drawn(): OffscreenCanvas {
  const canvas = new OffscreenCanvas(32, 24);
  canvas.getContext('2d')!.putImageData(toImageData(photo), 0, 0);
  return canvas;
}

async function image(): Promise<HTMLImageElement> {
  const element = new Image();
  element.src = URL.createObjectURL(file);
  return element;
}

/** What each source gives, as red, green, blue and opacity. */
const values = async (source: PictureSource): Promise<number[]> => [...toImageData(await readPicture(source)).data];

describe('readPicture reads', () => {
  const sources: [string, () => PictureSource | Promise<PictureSource>][] = [
    ['a Blob', () => file],
    ['a File', () => new File([file], 'photo.png')],
    ['bytes', () => bytes],
    [
      'bytes in shared memory',
      () => {
        const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
        shared.set(bytes);
        return shared;
      },
    ],
    ['a URL', () => new URL(URL.createObjectURL(file))],
    ['the text of a URL', () => URL.createObjectURL(file)],
    ['a data: URL', () => `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`],
    ['ImageData', () => toImageData(photo)],
    ['an ImageBitmap', () => createImageBitmap(file)],
    ['an OffscreenCanvas', drawn],
    [
      'an HTMLCanvasElement',
      () => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 32, height: 24 });
        canvas.getContext('2d')!.putImageData(toImageData(photo), 0, 0);
        return canvas;
      },
    ],
    ['an HTMLImageElement that still loads', image],
    ['a VideoFrame', () => new VideoFrame(drawn(), { timestamp: 0 })],
  ];
  it.each(sources)('%s', async (_, source) => {
    expect(await values(await source())).toEqual(opaque);
  });

  it('a relative address', async () => {
    const address = fixtureUrl('pictures/rgb.png');
    expect(await values(address.pathname)).toEqual(await values(address));
  });

  it('half transparent pixels of bitmaps and ImageData', async () => {
    const faint = Uint8Array.from({ length: 255 * 4 }, (_, i) => (i % 4 === 3 ? 1 + (i >> 2) : (i * 37) & 255));
    const picture = createPicture({ data: faint, width: 255, height: 1, channels: 4 });
    expect((await readPicture(toImageData(picture))).data).toEqual(faint);
    const bitmap = await createImageBitmap(toImageData(picture), { premultiplyAlpha: 'none' });
    expect((await readPicture(bitmap)).data).toEqual(faint);
    expect(bitmap.width).toBe(255); // not closed
  });

  it('a picture larger than a tile', async () => {
    const size = { width: 2100, height: 2060 };
    const large = Uint8Array.from({ length: size.width * size.height }, (_, i) => ((i * 7919) >> 3) & 255);
    const gray = createPicture({ ...size, data: large, channels: 1 });
    const back = await readPicture(await toBlob(gray));
    expect(back).toMatchObject(size);
    const { channels } = back;
    let worst = 0;
    for (let i = 0; i < large.length; i++) worst = Math.max(worst, Math.abs(large[i]! - back.data[i * channels]!));
    expect(worst).toBe(0);
  });

  it('display-p3 ImageData as sRGB', async () => {
    const wide = new ImageData(Uint8ClampedArray.of(200, 50, 50, 255), 1, 1, { colorSpace: 'display-p3' });
    const [r, g, b] = (await readPicture(wide)).data;
    expect(r!).toBeGreaterThan(210); // more saturated in the smaller space
    expect(Math.max(g!, b!)).toBeLessThan(45);
  });

  it('in a worker', async () => {
    const url = new URL('../testing/read-in-worker.ts', import.meta.url);
    const worker = new Worker(url, { type: 'module' });
    const answer = await new Promise<Picture>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Picture>) => resolve(event.data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage(file);
    });
    worker.terminate();
    expect([...toImageData(createPicture(answer)).data]).toEqual(opaque);
  });
});

describe('readPicture reads a video', () => {
  const video = (): HTMLVideoElement => Object.assign(document.createElement('video'), { muted: true });

  it('as soon as it shows a frame, as three channels', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
    const context = canvas.getContext('2d')!;
    const element = video();
    const stream = canvas.captureStream();
    element.srcObject = stream;
    const reading = readPicture(element);
    context.fillStyle = 'rgb(0, 128, 255)';
    context.fillRect(0, 0, 64, 48);
    void element.play();
    const picture = await reading;
    for (const track of stream.getTracks()) track.stop();
    expect(picture).toMatchObject({ width: 64, height: 48, channels: 3 });
  });

  it('unless it has none, cannot be played, or the signal ends the wait', async () => {
    await expect(readPicture(video())).rejects.toThrow(/it has no source; set src or srcObject first/);
    const broken = Object.assign(video(), { src: 'data:video/mp4;base64,AAAA' });
    await expect(readPicture(broken)).rejects.toThrow(/check its address and format/);
    const endless = Object.assign(video(), { srcObject: new MediaStream() });
    const reading = readPicture(endless, { signal: AbortSignal.timeout(50) });
    await expect(reading).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' });
  });
});

describe('readPicture refuses', () => {
  it.each([undefined, null, 7, {}, document.body])('%s', async (source) => {
    await expect(readPicture(source as unknown as PictureSource)).rejects.toThrow(OptionError);
  });

  it('an image that did not load', async () => {
    const element = new Image();
    element.src = 'data:image/png;base64,AAAA';
    await expect(readPicture(element)).rejects.toThrow(/it did not load; check its address/);
  });

  it('a closed bitmap, a closed frame and an empty canvas', async () => {
    const bitmap = await createImageBitmap(file);
    bitmap.close();
    await expect(readPicture(bitmap)).rejects.toThrow(/it is closed; read it before close/);
    const frame = new VideoFrame(drawn(), { timestamp: 0 });
    frame.close();
    await expect(readPicture(frame)).rejects.toThrow(/it is closed/);
    await expect(readPicture(new OffscreenCanvas(0, 5))).rejects.toThrow(/it has no pixels \(0 x 5\)/);
  });

  it('a canvas with more pixels than maxPixels', async () => {
    await expect(readPicture(drawn(), { maxPixels: 767 })).rejects.toThrow(
      /32 x 24 = 768 pixels are more than maxPixels/,
    );
    expect((await readPicture(drawn(), { maxPixels: 768 })).width).toBe(32);
  });
});
