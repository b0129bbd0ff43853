import type { Device } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { env } from '@tensorflow/tfjs-core';
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
}

interface Opened {
  readonly settings: ProviderOptions;
  readonly device: Promise<Device>;
}

const open = new Map<DeviceName, Opened>();

/**
 * Opens a device and makes it the one on which ops run.
 *
 * A device is opened once: asking again gives the same one (and activates it) until it is disposed.
 *
 * @param name a device's name, or `auto` for the best one that opens: `tensorflow-gpu` where installed, `onnxruntime`, `tensorflow`, `wasm`,
 *   `cpu`; the environment variable `CV_DEVICE` decides in place of `auto`
 * @throws OptionError for an unknown name, threads out of range, or other threads than the open device has; UnsupportedError when the
 *   device cannot be had here
 * @example
 * ```ts
 * const device = await openDevice(); // 'onnxruntime' on most machines
 * device.require('train');
 * ```
 */
export async function openDevice(name: DeviceName | 'auto' = 'auto', options: OpenDeviceOptions = {}): Promise<Device> {
  const wanted = name === 'auto' ? process.env.CV_DEVICE || 'auto' : name;
  resolveThreads(options.threads); // out of range: refused before anything is loaded
  // Silences tfjs's banner about faster backends.
  env().set('PROD', true);
  if (wanted === 'auto') return await openBest(options);
  if (!isDeviceName(wanted)) {
    const where = name === 'auto' ? 'openDevice: CV_DEVICE' : 'openDevice: name';
    throw new OptionError(`${where} is '${wanted}', expected auto, ${DEVICE_NAMES.join(', ')}`, { received: wanted });
  }
  return await openNamed(wanted, options);
}

function isDeviceName(name: string): name is DeviceName {
  return (DEVICE_NAMES as readonly string[]).includes(name);
}

async function openBest(options: OpenDeviceOptions): Promise<Device> {
  const reasons: string[] = [];
  for (const name of DEVICE_NAMES) {
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
  const known = open.get(name);
  if (known !== undefined) requireSame(name, known.settings, options);
  const device = await (known ?? start(name, options)).device;
  await device.activate();
  return device;
}

function requireSame(name: DeviceName, known: ProviderOptions, asked: OpenDeviceOptions): void {
  const { threads = known.threads, profileDirectory = known.profileDirectory } = asked;
  if (threads !== known.threads) {
    throw new OptionError(
      `openDevice: '${name}' is open with ${known.threads} threads, ${threads} are asked for; dispose it first`,
      { name, open: known.threads, received: threads },
    );
  }
  if (profileDirectory !== known.profileDirectory) {
    throw new OptionError(
      `openDevice: '${name}' is open and profiles to ${known.profileDirectory ?? 'nowhere'}, ${profileDirectory} is asked for; dispose it first`,
      { name, open: known.profileDirectory, received: profileDirectory },
    );
  }
}

function start(name: DeviceName, { threads, profileDirectory }: OpenDeviceOptions): Opened {
  const settings = { threads: resolveThreads(threads), profileDirectory };
  const opened = {
    settings,
    device: providers[name].open(settings).then((device) => forgottenWhenDisposed(name, device)),
  };
  open.set(name, opened);
  opened.device.catch(() => open.delete(name));
  return opened;
}

function forgottenWhenDisposed(name: DeviceName, device: Device): Device {
  const dispose = device.dispose.bind(device);
  device.dispose = () => {
    open.delete(name);
    return dispose();
  };
  return device;
}
