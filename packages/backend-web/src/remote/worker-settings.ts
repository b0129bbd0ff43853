import type { DeviceName } from '../devices/device-provider.ts';

/** What a page's device tells its worker to open. */
export interface WorkerSettings {
  readonly name: DeviceName;
  readonly threads: number;
}

/** What the worker answers. */
export interface WorkerLoaded {
  /** Library, version, GPU, threads. */
  readonly description: string;
}
