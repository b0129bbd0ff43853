import { type DeviceName, openDevice } from '@cv/backend-node';
import type { ProgramOpener } from './program.ts';
import { workOnDevice } from './work-on-device.ts';

/** The work done by `@cv/*` on one of the devices of Node. */
export function deviceProgram(name: DeviceName): ProgramOpener {
  return async ({ work, threads, profileDirectory }) =>
    await workOnDevice(await openDevice(name, { threads, ...(profileDirectory && { profileDirectory }) }), work);
}
