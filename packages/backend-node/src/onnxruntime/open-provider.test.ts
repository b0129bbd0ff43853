import { probeProducts } from '@cv/onnx';
import { activeDevice } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { afterEach, describe, expect, it } from 'vitest';
import { openDevice } from '../devices/open-device.ts';
import { loadOrt } from './load-ort.ts';
import { localSessions } from './local-sessions.ts';
import { openProvider } from './open-provider.ts';
import { ortRunner } from './ort-runner.ts';
import { openWorkerSessions } from './worker-sessions.ts';

const sessions = localSessions(await loadOrt());

afterEach(async () => {
  await activeDevice()?.dispose();
});

describe('openProvider', () => {
  it('takes the CPU as it is, with float16 emulated', async () => {
    const runner = await openProvider(sessions, { provider: 'cpu', threads: 1 });
    expect(runner).toMatchObject({
      name: expect.stringMatching(/^onnxruntime-node 1\.\d+\.\d+$/),
      float16: 'emulated',
    });
    await probeProducts(runner);
  });

  it('would see a provider that leaves work to the CPU', async () => {
    const strict = ortRunner(sessions, { provider: 'cpu', threads: 1, lacking: 'refused' });
    await expect(probeProducts(strict)).rejects.toThrow(/assigned to the default CPU EP, but fallback .* disabled/);
  });

  it.each(['here', 'in a worker'])('says why a provider is refused: %s', async (where) => {
    const providers = where === 'here' ? sessions : await openWorkerSessions();
    const missing = process.platform === 'darwin' ? 'dml' : 'coreml';
    await expect(openProvider(providers, { provider: missing, threads: 1 })).rejects.toThrow(
      /^device 'onnxruntime': the provider '\w+' is not part of onnxruntime-node 1\.\d+\.\d+ on \w+ \w+, only on \w+; the provider 'cpu' runs everywhere$/,
    );
    await providers.close();
  });

  it('says what a provider that is there but does not work needs', async () => {
    const broken = {
      ...sessions,
      providers: ['cuda'],
      create: () => Promise.reject(new RangeError('a.cc:1 f() x was false. No\n driver ')),
    };
    const refusal = openProvider(broken, { provider: 'cuda', threads: 1 });
    await expect(refusal).rejects.toThrow(UnsupportedError);
    await expect(refusal).rejects.toThrow(
      /the provider 'cuda' does not work here \(No driver\): it needs an NVIDIA GPU, CUDA 12/,
    );
  });
});

describe("openDevice('onnxruntime', { provider })", () => {
  it('has blocks of channels on the CPU, which is the default', async () => {
    const device = await openDevice('onnxruntime', { provider: 'cpu' });
    expect(device.description).toMatch(/, cpu, \d+ thread/);
    expect(await openDevice('onnxruntime')).toBe(device);
    await expect(openDevice('onnxruntime', { provider: 'cuda' })).rejects.toThrow(
      /open with provider cpu, asked for with provider cuda; dispose it first/,
    );
  });

  it.each([false, true])('refuses a provider that is not here and leaves nothing open (worker: %s)', async (worker) => {
    const missing = process.platform === 'win32' ? 'coreml' : 'dml';
    await expect(openDevice('onnxruntime', { provider: missing, worker })).rejects.toThrow(UnsupportedError);
    expect((await openDevice('onnxruntime')).description).toMatch(/, cpu, /);
  });

  it('refuses what is no provider, and a provider of another device', async () => {
    await expect(openDevice('onnxruntime', { provider: 'gpu' as never })).rejects.toThrow(
      /provider is 'gpu', expected cpu, webgpu, cuda, coreml, dml/,
    );
    await expect(openDevice('wasm', { provider: 'cpu' })).rejects.toThrow(OptionError);
  });
});
