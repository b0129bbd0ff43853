import { openDevice as openWebDevice } from '@cv/backend-web';
import type { Device } from '@cv/tensor';

/** A device as the panel shows it. */
export interface DeviceChoice {
  readonly name: string;
  readonly available: boolean;
  /** Why it is not. */
  readonly reason?: string;
  readonly description?: string;
}

/** The device that computes, and why better ones were passed over. */
export interface DeviceView {
  readonly name: string;
  readonly description: string;
  readonly passedOver: readonly { readonly name: string; readonly reason: string }[];
}

/** What an opening is told. */
export interface OpenOptions {
  /** Called when the device is lost; it computes no more. */
  readonly onLost?: (report: { readonly message: string }) => void;
}

/** Opens a device in a worker where it can. The seam for `openDevice` of `@cv/backend-web`. */
export async function openDevice(name: string, _options: OpenOptions = {}): Promise<Device> {
  return await openWebDevice(name as 'auto');
}

/** What could be opened here. The seam for `listDevices` of `@cv/backend-web`. */
export async function listDevices(): Promise<readonly DeviceChoice[]> {
  const missing = { available: false, reason: 'not built into this version of the site yet' };
  return [
    { name: 'webgpu', ...missing },
    { name: 'wasm', ...missing },
    { name: 'webgl', ...missing },
    { name: 'cpu', available: true, description: 'plain JavaScript, runs anywhere, slow' },
  ];
}

/** What the panel says of an open device. */
export function deviceView(device: Device & { passedOver?: DeviceView['passedOver'] }): DeviceView {
  return { name: device.name, description: device.description, passedOver: device.passedOver ?? [] };
}
