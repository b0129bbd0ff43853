import type { Device } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { env } from '@tensorflow/tfjs-core';
import { resolveThreads } from '../threads.ts';
import { DEVICE_NAMES, type DeviceName, type LossReport, type ProviderOptions } from './device-provider.ts';
import { openInWorker } from './open-in-worker.ts';
import { providers } from './providers.ts';
import { selfTest } from './self-test.ts';

/** Options of {@link openDevice}. */
export interface OpenDeviceOptions {
  /**
   * Threads of `wasm`; all cores up to 8 by default. Without cross-origin isolation of the page it has one. Other devices ignore it.
   */
  readonly threads?: number;
  /**
   * Whether the device computes in a Web Worker, so that the page never freezes; default false. Same results, same API, but no value can be
   * read synchronously.
   */
  readonly worker?: boolean;
  /** A GPU device of the page's for `webgpu` to share; it is never destroyed here. Not together with `worker`. */
  readonly gpuDevice?: GPUDevice;
  /** Told when the GPU of `webgpu` is lost. The device opens again by itself; `device.activate()` waits for that. */
  readonly onLost?: (report: LossReport) => void;
}

/** A device that `openDevice('auto')` did not take. */
export interface PassedOver {
  readonly name: DeviceName;
  readonly reason: string;
}

/** A device of a browser. */
export interface WebDevice extends Device {
  readonly name: DeviceName;
  /** The better ones that `auto` passed over, and why; empty for a device that was asked for by name. */
  readonly passedOver: readonly PassedOver[];
}

interface Opened {
  readonly options: OpenDeviceOptions;
  readonly device: Promise<Device>;
}

const open = new Map<DeviceName, Opened>();
/** Disposals, over or not. */
const closing = new Map<DeviceName, Promise<void>>();

/**
 * Opens a device and makes it the one on which ops run, after it has got a small program right.
 *
 * A device is opened once: asking again gives the same one (and activates it) until it is disposed.
 *
 * @param name a device's name, or `auto` for the best one that opens: `webgpu` on a real GPU, `wasm`, `webgl` on a real GPU, `cpu`
 * @throws OptionError for an unknown name, threads out of range, or other options than the device was opened with; UnsupportedError when the
 *   device cannot be had here or computes wrong, saying why
 * @example
 * ```ts
 * const device = await openDevice('auto', { worker: true });
 * console.log(device.name, device.passedOver); // 'wasm' [{ name: 'webgpu', reason: 'this browser has no WebGPU' }]
 * ```
 */
export async function openDevice(
  name: DeviceName | 'auto' = 'auto',
  options: OpenDeviceOptions = {},
): Promise<WebDevice> {
  // Silences tfjs's banner about faster backends.
  env().set('PROD', true);
  resolveThreads(options.threads);
  if (options.worker === true && options.gpuDevice !== undefined) {
    throw new OptionError(
      'openDevice: a gpuDevice cannot be moved to a worker; leave out one of gpuDevice and worker',
      {},
    );
  }
  if (name === 'auto') return await openBest(options);
  if (!DEVICE_NAMES.includes(name)) {
    throw new OptionError(`openDevice: name is '${name}', expected auto, ${DEVICE_NAMES.join(', ')}`, {
      received: name,
    });
  }
  return await openNamed(name, options, []);
}

/** Whether a device of this name is open, or being opened. */
export function isOpen(name: DeviceName): boolean {
  return open.has(name);
}

async function openBest(options: OpenDeviceOptions): Promise<WebDevice> {
  const passedOver: PassedOver[] = [];
  for (const name of DEVICE_NAMES) {
    try {
      const device = await openNamed(name, options, passedOver);
      if (!device.description.includes('(software)')) return device;
      await device.dispose();
      passedOver.push({ name, reason: 'its GPU is a program on the CPU, slower than wasm' });
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      passedOver.push({ name, reason: error.message });
    }
  }
  const reasons = passedOver.map(({ reason }) => reason);
  throw new UnsupportedError(`openDevice: no device opens: ${reasons.join('; ')}`, { reasons });
}

async function openNamed(
  name: DeviceName,
  options: OpenDeviceOptions,
  passedOver: readonly PassedOver[],
): Promise<WebDevice> {
  const known = open.get(name);
  if (known !== undefined) requireSame(name, known.options, options);
  const device = await (known ?? start(name, options)).device;
  await device.activate();
  return Object.assign(device, { name, passedOver });
}

function requireSame(name: DeviceName, known: OpenDeviceOptions, asked: OpenDeviceOptions): void {
  const { threads, worker = false, gpuDevice } = known;
  const differs =
    (asked.threads !== undefined && asked.threads !== threads && 'threads') ||
    (asked.worker !== undefined && asked.worker !== worker && 'worker') ||
    (asked.gpuDevice !== undefined && asked.gpuDevice !== gpuDevice && 'gpuDevice');
  if (differs === false) return;
  throw new OptionError(`openDevice: '${name}' is open with another ${differs} than asked for; dispose it first`, {
    name,
    option: differs,
  });
}

function start(name: DeviceName, options: OpenDeviceOptions): Opened {
  const opened = { options, device: openWhenClosed(name, options) };
  open.set(name, opened);
  opened.device.catch(() => open.delete(name));
  return opened;
}

/** A device that is being disposed still holds its name in tfjs. */
async function openWhenClosed(name: DeviceName, { worker, threads, ...options }: OpenDeviceOptions): Promise<Device> {
  await closing.get(name);
  const settings: ProviderOptions = { threads: resolveThreads(threads), ...options };
  const device = await (worker === true ? openInWorker(name, settings) : providers[name].open(settings));
  try {
    await device.activate();
    await selfTest(device);
  } catch (error) {
    await device.dispose();
    throw error;
  }
  return forgottenWhenDisposed(name, Object.assign(device, { readBytes: readLater }));
}

/** What only pages that load weights need comes with the first of them. */
const readLater: NonNullable<Device['readBytes']> = async (url, expected) =>
  (await import('../cache/download.ts')).download(url, expected);

function forgottenWhenDisposed(name: DeviceName, device: Device): Device {
  const dispose = device.dispose.bind(device);
  let disposal: Promise<void> | undefined;
  device.dispose = () => {
    if (disposal === undefined) {
      open.delete(name);
      disposal = dispose();
      closing.set(
        name,
        disposal.catch(() => undefined),
      );
    }
    return disposal;
  };
  return device;
}
