export type { DeviceName } from './devices/device-provider.ts';
export { type DeviceReport, listDevices } from './devices/list-devices.ts';
export { type OpenDeviceOptions, openDevice } from './devices/open-device.ts';
export { cacheDirectory } from './files/cache-directory.ts';
export { readBytes } from './files/read-bytes.ts';
export { writeFileAtomic } from './files/write-file-atomic.ts';
export { type ReadPictureOptions, readPicture } from './pictures/read-picture.ts';
export { type WritePictureOptions, writePicture } from './pictures/write-picture.ts';
