import { listDevices as listWebDevices, openDevice as openWebDevice, type WebDevice } from '@cv/backend-web';

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

/** Opens a device in a worker, so that the page never freezes. @param onLost told when its GPU is lost; it opens again by itself */
export async function openDevice(name: string, onLost: (message: string) => void): Promise<WebDevice> {
  return await openWebDevice(name as WebDevice['name'] | 'auto', {
    worker: true,
    onLost: ({ reason, message }) => onLost(message || reason),
  });
}

/** What could be opened here; each is tried. */
export async function listDevices(): Promise<readonly DeviceChoice[]> {
  return await listWebDevices({ worker: true });
}

/** What the panel says of an open device. */
export function deviceView({ name, description, passedOver }: WebDevice): DeviceView {
  return { name, description, passedOver };
}
