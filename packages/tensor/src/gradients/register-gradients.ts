import { type GradConfig, getGradient, registerGradient } from '@tensorflow/tfjs-core';
import { gradConfigs } from '#tfjs-gradients';
import { CORRECTED_GRADIENTS } from '../corrections/corrected-gradients.ts';
import { KERNEL_GRADIENTS } from './kernel-gradients.ts';

let registered = false;

/** Registers tfjs-core's gradients (its Node build has none), our corrections of them, and those of our named kernels; once. */
export function registerGradients(): void {
  if (registered) return;
  registered = true;
  for (const config of gradConfigs as readonly GradConfig[]) {
    if (getGradient(config.kernelName) === undefined) registerGradient(config);
  }
  for (const config of [...CORRECTED_GRADIENTS, ...KERNEL_GRADIENTS]) registerGradient(config);
}
