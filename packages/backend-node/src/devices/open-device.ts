import type { Device } from '@cv/tensor';
import { OptionError, UnsupportedError } from '@cv/tensor/errors';
import { env } from '@tensorflow/tfjs-core';
import { resolveThreads } from '../threads.ts';
import { DEVICE_NAMES, type DeviceName } from './device-provider.ts';
import { providers } from './providers.ts';

/** Options of {@link openDevice}. */
export interface OpenDeviceOptions {
  /** Threads of the device; all cores by default. `wasm` and `cpu` have one. */
  readonly threads?: number;
}

interface Opened {
  readonly threads: number;
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
export async function openDevice(
  name: DeviceName | 'auto' = 'auto',
  { threads }: OpenDeviceOptions = {},
): Promise<Device> {
  const wanted = name === 'auto' ? process.env.CV_DEVICE || 'auto' : name;
  const count = resolveThreads(threads);
  // Silences tfjs's banner about faster backends.
  env().set('PROD', true);
  if (wanted === 'auto') return await openBest(count, threads !== undefined);
  if (!isDeviceName(wanted)) {
    const where = name === 'auto' ? 'openDevice: CV_DEVICE' : 'openDevice: name';
    throw new OptionError(`${where} is '${wanted}', expected auto, ${DEVICE_NAMES.join(', ')}`, { received: wanted });
  }
  return await openNamed(wanted, count, threads !== undefined);
}

function isDeviceName(name: string): name is DeviceName {
  return (DEVICE_NAMES as readonly string[]).includes(name);
}

async function openBest(threads: number, asked: boolean): Promise<Device> {
  const reasons: string[] = [];
  for (const name of DEVICE_NAMES) {
    try {
      return await openNamed(name, threads, asked);
    } catch (error) {
      if (!(error instanceof UnsupportedError)) throw error;
      reasons.push(error.message);
    }
  }
  throw new UnsupportedError(`openDevice: no device opens: ${reasons.join('; ')}`, { reasons });
}

async function openNamed(name: DeviceName, threads: number, asked: boolean): Promise<Device> {
  const known = open.get(name);
  if (known !== undefined && asked && known.threads !== threads) {
    throw new OptionError(
      `openDevice: '${name}' is open with ${known.threads} threads, ${threads} are asked for; dispose it first`,
      { name, open: known.threads, received: threads },
    );
  }
  const device = await (known ?? start(name, threads)).device;
  await device.activate();
  return device;
}

function start(name: DeviceName, threads: number): Opened {
  const opened = {
    threads,
    device: providers[name].open(threads).then((device) => forgottenWhenDisposed(name, device)),
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
