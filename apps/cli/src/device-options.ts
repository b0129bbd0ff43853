import type { Command } from 'commander';
import { wholeNumber } from './option-values.ts';

/** What `--device` and `--threads` say. */
export interface DeviceOptions {
  readonly device?: string;
  readonly threads?: number;
}

/** Gives a command the options `--device` and `--threads`. */
export function addDeviceOptions(command: Command): Command {
  return command
    .option('--device <name>', 'device to compute on; `cv devices` lists them (default: CV_DEVICE, else the best)')
    .option('--threads <n>', 'threads of the device (default: all cores)', wholeNumber(1));
}
