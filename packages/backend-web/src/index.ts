export type { DeviceName } from './devices/device-provider.ts';
export { openDevice } from './devices/open-device.ts';
