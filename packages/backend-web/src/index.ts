export { clearDownloads } from './cache/clear-downloads.ts';
export { download } from './cache/download.ts';
export type { DownloadOptions, DownloadProgress } from './cache/download-options.ts';
export { type CachedDownload, listDownloads } from './cache/list-downloads.ts';
export type { DeviceName, LossReport } from './devices/device-provider.ts';
export { type DeviceReport, listDevices } from './devices/list-devices.ts';
export { type OpenDeviceOptions, openDevice, type PassedOver, type WebDevice } from './devices/open-device.ts';
