import { type DeviceName, openDevice } from '@cv/backend-node';
import type { Device } from '@cv/tensor';
import type { DeviceOptions } from './device-options.ts';

/** Opens what `--device` and `--threads` ask for; the best device and all cores without them. */
export function openChosenDevice({ device = 'auto', threads }: DeviceOptions): Promise<Device> {
  // Any text may come from the command line: openDevice refuses what is no name.
  return openDevice(device as DeviceName | 'auto', threads === undefined ? {} : { threads });
}
