import { type GradConfig, getGradient, registerGradient } from '@tensorflow/tfjs-core';
import { gradConfigs } from '#tfjs-gradients';
import { UnsupportedError } from '../errors.ts';
import { registerGradients } from '../gradients/register-gradients.ts';

/** Runs `f` while a kernel has tfjs-core's own gradient instead of the corrected one. */
export async function withTfjsGradient<T>(kernelName: string, f: () => Promise<T>): Promise<T> {
  registerGradients();
  const corrected = getGradient(kernelName);
  const original = gradConfigs.find((config: GradConfig) => config.kernelName === kernelName);
  if (original === undefined) throw new UnsupportedError(`tfjs-core has no gradient of ${kernelName}`);
  registerGradient(original);
  try {
    return await f();
  } finally {
    registerGradient(corrected);
  }
}
