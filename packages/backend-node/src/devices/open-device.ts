import type { Device, DevicePolicy } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { env } from '@tensorflow/tfjs-core';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from '../onnxruntime/execution-provider.ts';
import { resolveThreads } from '../threads.ts';
import { DEVICE_NAMES, type DeviceName, type ProviderOptions } from './device-provider.ts';
import { providers } from './providers.ts';

/** Options of {@link openDevice}. */
export interface OpenDeviceOptions {
  /** Threads of the device; all cores by default. `wasm` and `cpu` have one. */
  readonly threads?: number;
  /**
   * Existing folder for profiles of where the time goes: `onnxruntime` writes one file of trace events for each compiled graph when the
   * graph is released, at the latest when the device is disposed. Costs some microseconds per operation. Other devices ignore it.
   */
  readonly profileDirectory?: string;
  /**
   * What `onnxruntime` computes on; `cpu` by default. Another provider runs a tiny graph before the device opens, and the device is refused
   * where that fails. No other device has this option.
   */
  readonly provider?: ExecutionProvider;
  /**
   * Whether `onnxruntime` runs in a worker thread, so that this one stays free during long runs; default false. Same results, same API, but
   * values that the worker holds cannot be read synchronously. No other device has this option.
   */
  readonly worker?: boolean;
  /**
   * Precision of `onnxruntime`'s convolutions and matrix products; float32 by default. With `mixed-float16` they read float16 factors: in half
   * precision where the provider computes so, else rounded to it (which shows what it does to the numbers, at no gain in speed). No other
   * device has this option.
   */
  readonly policy?: DevicePolicy;
}

const POLICIES: readonly DevicePolicy[] = ['float32', 'mixed-float16'];

interface Opened {
  readonly settings: ProviderOptions;
  readonly device: Promise<Device>;
}

const open = new Map<DeviceName, Opened>();
/** Disposals, over or not. */
const closing = new Map<DeviceName, Promise<void>>();

/**
 * Opens a device and makes it the one on which ops run.
 *
 * A device is opened once: asking again gives the same one (and activates it) until it is disposed.
 *
 * @param name a device's name, or `auto` for the best one that opens: `tensorflow-gpu` where installed, `onnxruntime`, `tensorflow`, `wasm`,
 *   `cpu`; the environment variable `CV_DEVICE` decides in place of `auto`
 * @throws OptionError for an unknown name, provider or policy, threads out of range, an option that the device does not have, or other options
 *   than the device was opened with; UnsupportedError when the device or its provider cannot be had here
 * @example
 * ```ts
 * const device = await openDevice(); // 'onnxruntime' on most machines
 * device.require('train');
 * const server = await openDevice('onnxruntime', { worker: true }); // this thread stays free
 * ```
 */
export async function openDevice(name: DeviceName | 'auto' = 'auto', options: OpenDeviceOptions = {}): Promise<Device> {
  const wanted = name === 'auto' ? process.env.CV_DEVICE || 'auto' : name;
  // Refused before anything is loaded.
  resolveThreads(options.threads);
  checkChoice('provider', options.provider, EXECUTION_PROVIDERS);
  checkChoice('policy', options.policy, POLICIES);
  // Silences tfjs's banner about faster backends.
  env().set('PROD', true);
  if (wanted === 'auto') return await openBest(options);
  if (!isDeviceName(wanted)) {
    const where = name === 'auto' ? 'openDevice: CV_DEVICE' : 'openDevice: name';
    throw new OptionError(`${where} is '${wanted}', expected auto, ${DEVICE_NAMES.join(', ')}`, { received: wanted });
  }
  return await openNamed(wanted, options);
}

function checkChoice(option: keyof OpenDeviceOptions, received: string | undefined, choices: readonly string[]): void {
  if (received === undefined || choices.includes(received)) return;
  throw new OptionError(`openDevice: ${option} is '${received}', expected ${choices.join(', ')}`, { option, received });
}

/** The first option given that only `onnxruntime` has. */
function ownOption({ provider, policy, worker = false }: OpenDeviceOptions): keyof OpenDeviceOptions | undefined {
  if (provider !== undefined) return 'provider';
  if (policy !== undefined) return 'policy';
  return worker ? 'worker' : undefined;
}

function isDeviceName(name: string): name is DeviceName {
  return (DEVICE_NAMES as readonly string[]).includes(name);
}

async function openBest(options: OpenDeviceOptions): Promise<Device> {
  const reasons: string[] = [];
  for (const name of ownOption(options) === undefined ? DEVICE_NAMES : (['onnxruntime'] as const)) {
    try {
      return await openNamed(name, options);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      reasons.push(error.message);
    }
  }
  throw new UnsupportedError(`openDevice: no device opens: ${reasons.join('; ')}`, { reasons });
}

async function openNamed(name: DeviceName, options: OpenDeviceOptions): Promise<Device> {
  const own = ownOption(options);
  if (own !== undefined && name !== 'onnxruntime') {
    throw new OptionError(`openDevice: '${name}' has no option ${own}; 'onnxruntime' has`, { name, option: own });
  }
  const known = open.get(name);
  if (known !== undefined) requireSame(name, known.settings, options);
  const device = await (known ?? start(name, options)).device;
  await device.activate();
  return device;
}

function requireSame(name: DeviceName, known: ProviderOptions, asked: OpenDeviceOptions): void {
  for (const option of Object.keys(known) as (keyof ProviderOptions)[]) {
    const [is, wanted] = [known[option], asked[option]];
    if (wanted === undefined || wanted === is) continue;
    throw new OptionError(
      `openDevice: '${name}' is open with ${option} ${is ?? 'left out'}, asked for with ${option} ${wanted}; dispose it first`,
      { name, option, open: is, received: wanted },
    );
  }
}

function start(name: DeviceName, { threads, profileDirectory, provider, worker, policy }: OpenDeviceOptions): Opened {
  const own =
    name === 'onnxruntime' ? { provider: provider ?? 'cpu', worker: worker ?? false, policy: policy ?? 'float32' } : {};
  const settings: ProviderOptions = { threads: resolveThreads(threads), profileDirectory, ...own };
  const opened = {
    settings,
    device: openWhenClosed(name, settings),
  };
  open.set(name, opened);
  opened.device.catch(() => open.delete(name));
  return opened;
}

/** A device that is being disposed still holds its name in tfjs. */
async function openWhenClosed(name: DeviceName, settings: ProviderOptions): Promise<Device> {
  await closing.get(name);
  const device = await providers[name].open(settings);
  return forgottenWhenDisposed(name, Object.assign(device, { readBytes: readLater }));
}

/** What only programs need that load weights comes with the first of them. */
const readLater: NonNullable<Device['readBytes']> = async (url, expected) =>
  (await import('../download/download.ts')).download(url, expected);

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
