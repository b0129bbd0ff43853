import type { Device } from '@cv/tensor';
import { env } from '@tensorflow/tfjs-core';
import { cpu } from './cpu.ts';
import type { DeviceName } from './device-provider.ts';

/** Opens a device and makes it the one on which ops run. */
export async function openDevice(_name: DeviceName | 'auto' = 'auto'): Promise<Device> {
  env().set('PROD', true);
  const device = await cpu.open({ threads: 1 });
  await device.activate();
  return device;
}
