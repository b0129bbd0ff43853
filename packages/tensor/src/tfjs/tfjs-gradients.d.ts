import type { GradConfig } from '@tensorflow/tfjs-core';

/** The gradients of tfjs-core, bundled by rolldown.config.js. */
export const gradConfigs: readonly GradConfig[];
