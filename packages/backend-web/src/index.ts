export type { DeviceName, LossReport } from './devices/device-provider.ts';
export { type DeviceReport, listDevices } from './devices/list-devices.ts';
export { type OpenDeviceOptions, openDevice, type PassedOver, type WebDevice } from './devices/open-device.ts';
