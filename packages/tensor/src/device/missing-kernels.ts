import { getKernelsForBackend } from '@tensorflow/tfjs-core';
import { isComposed } from '../composed/prepare-backend.ts';
import { CV_KERNELS } from '../kernels.ts';
import { STAND_INS } from '../stand-ins/stand-ins.ts';
import { COMPOSED_FROM, INFER_KERNELS, TRAIN_KERNELS } from './kernel-tiers.ts';

/**
 * Names of the tfjs kernels that a tier needs and a backend lacks, less those that are composed there; those behind our named kernels
 * only where it lacks the named one.
 */
export function missingKernels(backendName: string, tier: 'infer' | 'train'): string[] {
  const present = new Set<string>();
  for (const { kernelName, kernelFunc } of getKernelsForBackend(backendName)) {
    if (!isComposed(kernelFunc)) present.add(kernelName);
  }
  const needed = tier === 'train' ? [...INFER_KERNELS, ...TRAIN_KERNELS] : INFER_KERNELS;
  const missing = new Set<string>();
  for (const name of needed) {
    if (present.has(name)) continue;
    const parts = (CV_KERNELS as readonly string[]).includes(name) ? (COMPOSED_FROM[name] ?? []) : [name];
    for (const part of parts) if (!present.has(part) && !(part in STAND_INS)) missing.add(part);
  }
  return [...missing].sort();
}
