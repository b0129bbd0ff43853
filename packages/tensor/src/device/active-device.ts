import type { Device } from './device.ts';

let active: Device | undefined;

/**
 * The device that was activated last and not disposed since; undefined before any.
 *
 * @returns the device on which ops run
 * @example
 * ```ts
 * console.log(activeDevice()?.name);
 * ```
 */
export function activeDevice(): Device | undefined {
  return active;
}

/** Remembers which device runs ops; undefined forgets. */
export function setActiveDevice(device: Device | undefined): void {
  active = device;
}
