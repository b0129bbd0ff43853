import { activeDevice, type Device } from '@cv/tensor';
import { DEVICE_NAMES, type DeviceName } from './device-provider.ts';
import { isOpen, type OpenDeviceOptions, openDevice } from './open-device.ts';

/** What is known of a device of this browser. */
export interface DeviceReport {
  readonly name: DeviceName;
  readonly available: boolean;
  /** Why it is not available. */
  readonly reason?: string;
  /** Library, version, GPU, threads. */
  readonly description?: string;
  readonly capabilities: Device['capabilities'];
}

async function report(name: DeviceName, options: OpenDeviceOptions): Promise<DeviceReport> {
  try {
    const { description, capabilities } = await openDevice(name, options);
    return { name, available: true, description, capabilities };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, available: false, reason, capabilities: { infer: false, train: false, float16: false } };
  }
}

/**
 * Tries every device of this browser and says what it can do or why it is not available. The device that was active stays so; those that
 * were opened here are disposed again.
 *
 * @param options as for `openDevice`
 * @example
 * ```ts
 * for (const { name, available, reason } of await listDevices({ worker: true })) console.log(name, available ? 'yes' : reason);
 * ```
 */
export async function listDevices(options: Pick<OpenDeviceOptions, 'worker'> = {}): Promise<DeviceReport[]> {
  const before = activeDevice();
  const reports: DeviceReport[] = [];
  for (const name of DEVICE_NAMES) {
    const wasOpen = isOpen(name);
    const one = await report(name, options);
    reports.push(one);
    if (one.available && !wasOpen) await activeDevice()?.dispose();
  }
  await before?.activate();
  return reports;
}
