import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundledPictures, chromiumPath, inPage, type PageSetting } from '../../testing/chromium-page.ts';

const fakeCamera = ['--use-fake-device-for-media-stream'];
const allowed: PageSetting = { flags: fakeCamera, context: { permissions: ['camera'] } };

describe.skipIf(chromiumPath === undefined)('openCamera (needs Chromium)', () => {
  let module = '';
  beforeAll(async () => {
    module = await bundledPictures();
  });
  const run = (setting: PageSetting, test: (page: Page) => Promise<void>): Promise<void> =>
    inPage(module, setting, test);

  /** What `openCamera` rejects with. */
  async function refusal(
    setting: PageSetting,
    options = '{}',
  ): Promise<{ name: string; kind?: string; message: string }> {
    let error = { name: '', message: 'it opened' };
    await run(setting, async (page) => {
      error = await page.evaluate(
        `cv.openCamera(${options}).then(() => ({ name: '', message: 'it opened' }), ({ name, kind, message }) => ({ name, kind, message }))`,
      );
    });
    return error;
  }

  it('gives moving pictures of the size that was asked for, and goes dark when it is closed', async () => {
    await run(allowed, async (page) => {
      const facts = await page.evaluate(`(async () => {
        const camera = await cv.openCamera({ width: 320, height: 240 });
        const first = await camera.read();
        await new Promise((resolve) => setTimeout(resolve, 500));
        const second = await camera.read();
        const [track] = camera.video.srcObject.getTracks();
        const before = track.readyState;
        camera.close();
        camera.close();
        const error = await camera.read().catch((e) => e.message);
        const changed = first.data.some((value, i) => value !== second.data[i]);
        return [first.width, first.height, first.channels, changed, before, track.readyState, error];
      })()`);
      const closed = 'Camera.read: the camera is closed; open it again';
      expect(facts).toEqual([320, 240, 3, true, 'live', 'ended', closed]);
    });
  });

  it('is closed by its signal, and says when it was disconnected', async () => {
    await run(allowed, async (page) => {
      const facts = await page.evaluate(`(async () => {
        const stop = new AbortController();
        const camera = await cv.openCamera({ signal: stop.signal });
        const [track] = camera.video.srcObject.getTracks();
        stop.abort();
        const other = await cv.openCamera();
        for (const one of other.video.srcObject.getTracks()) one.stop(); // what unplugging does, but for the event
        const lost = await other.read().catch((e) => [e.name, e.kind, e.message]);
        other.close();
        return [track.readyState, ...lost];
      })()`);
      expect(facts).toEqual(['ended', 'CameraError', 'lost', expect.stringMatching(/connect it and open it again/)]);
    });
  });

  it('leaves no camera on when it is given up before it was allowed', async () => {
    await run(allowed, async (page) => {
      const facts = await page.evaluate(`(async () => {
        const tracks = [];
        const original = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (constraints) => {
          const stream = await original(constraints);
          tracks.push(...stream.getTracks());
          return stream;
        };
        const stop = new AbortController();
        const opening = cv.openCamera({ signal: stop.signal }).catch((e) => [e.name, e.code]);
        stop.abort();
        const error = await opening;
        while (tracks.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
        await new Promise((resolve) => setTimeout(resolve, 20));
        const again = await cv.openCamera({ signal: stop.signal }).catch((e) => e.code);
        return [...error, tracks.map((track) => track.readyState), again];
      })()`);
      expect(facts).toEqual(['AbortError', 'aborted', ['ended'], 'aborted']);
    });
  });

  it('says that it was denied: by the person, and by the policy of the page', async () => {
    const message = expect.stringMatching(
      /openCamera: the camera is not allowed here; allow it in the browser's settings/,
    );
    const denied = { name: 'CameraError', kind: 'denied', message };
    const byPolicy = { ...allowed, headers: { 'permissions-policy': 'camera=()' } };
    expect(await refusal({ flags: [...fakeCamera, '--deny-permission-prompts'] })).toEqual(denied);
    expect(await refusal(byPolicy)).toEqual(denied);
  });

  it('says that there is none', async () => {
    const none = await refusal({
      flags: ['--use-fake-device-for-media-stream=device-count=0'],
      context: { permissions: ['camera'] },
    });
    expect(none).toMatchObject({ name: 'CameraError', kind: 'none' });
    expect(none.message).toMatch(/there is no camera; connect one, then try again/);
  });

  it('says that the page is not secure', async () => {
    const flags = [...fakeCamera, '--host-resolver-rules=MAP cameras.test 127.0.0.1'];
    const insecure = await refusal({ flags, host: 'cameras.test' });
    expect(insecure).toMatchObject({
      kind: 'insecure',
      message: expect.stringMatching(/open this page by https or on localhost/),
    });
  });

  // Chromium's fake cameras cannot be in use elsewhere: the browser's own error is thrown in their place.
  it.each(['NotReadableError', 'AbortError'])('says that it is busy (%s)', async (name) => {
    await run(allowed, async (page) => {
      const error = await page.evaluate(`(async () => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Could not start video source', '${name}'));
        return cv.openCamera().catch((e) => [e.kind, e.message, e.cause.name]);
      })()`);
      expect(error).toEqual(['busy', expect.stringMatching(/another program uses it; close that program/), name]);
    });
  });

  it('refuses sizes that are none, and says that workers have no camera', async () => {
    expect(await refusal(allowed, '{ width: 0 }')).toMatchObject({ name: 'OptionError' });
    await run(allowed, async (page) => {
      const message = await page.evaluate(`new Promise((resolve) => {
        const program = "import { openCamera } from '" + location.origin + "/module.js'; openCamera().catch((e) => postMessage(e.name + ' ' + e.message));";
        const worker = new Worker(URL.createObjectURL(new Blob([program], { type: 'text/javascript' })), { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
      })`);
      expect(message).toMatch(/^UnsupportedError openCamera: this is a worker/);
    });
  });
});
