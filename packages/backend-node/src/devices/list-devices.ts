import { activeDevice, type Device } from '@cv/tensor';
import { listProviders } from '../onnxruntime/list-providers.ts';
import type { ProviderReport } from '../onnxruntime/report-provider.ts';
import { DEVICE_NAMES, type DeviceName } from './device-provider.ts';
import { openDevice } from './open-device.ts';

/** What is known of a device of this machine. */
export interface DeviceReport {
  readonly name: DeviceName;
  readonly available: boolean;
  /** Why it is not available. */
  readonly reason?: string;
  /** Library, version, threads. */
  readonly description?: string;
  readonly capabilities: Device['capabilities'];
  /** Kernels that it lacks to train; empty when it can. */
  readonly missingToTrain: readonly string[];
  /** What it can compute on by the option `provider` of `openDevice`; only for `onnxruntime`. */
  readonly providers?: readonly ProviderReport[];
}

const NONE = { infer: false, train: false, float16: false };

async function report(name: DeviceName): Promise<DeviceReport> {
  try {
    const device = await openDevice(name);
    await device.warmUp();
    const { description, capabilities } = device;
    const missingToTrain = device.missingKernels('train');
    const providers = name === 'onnxruntime' ? { providers: await listProviders() } : {};
    return { name, available: true, description, capabilities, missingToTrain, ...providers };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, available: false, reason, capabilities: NONE, missingToTrain: [] };
  }
}

/**
 * Tries every device of this machine, runs a small graph on each, and says what it can do or why it is not available.
 * The device that was active stays so.
 *
 * @example
 * ```ts
 * for (const { name, available, reason } of await listDevices()) console.log(name, available ? 'yes' : reason);
 * ```
 */
export async function listDevices(): Promise<DeviceReport[]> {
  const before = activeDevice();
  const reports: DeviceReport[] = [];
  for (const name of DEVICE_NAMES) reports.push(await report(name));
  await before?.activate();
  return reports;
}
