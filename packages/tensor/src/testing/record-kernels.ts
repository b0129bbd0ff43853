import { engine } from '@tensorflow/tfjs-core';
import { CV_KERNELS } from '../kernels.ts';

export interface RecordedKernels {
  /** Kernels that ops and gradients ran themselves. */
  readonly direct: Set<string>;
  /** Kernels that ran inside each of our named kernels. */
  readonly inside: Map<string, Set<string>>;
}

/** Runs `f` and writes down every kernel that it ran. */
export function recordKernels(f: () => void): RecordedKernels {
  const active = engine();
  const original = active.runKernel;
  const recorded: RecordedKernels = { direct: new Set(), inside: new Map() };
  let named: string | undefined;
  active.runKernel = ((name: string, ...rest: [never, never]) => {
    const outer = named;
    if (outer === undefined) recorded.direct.add(name);
    else recorded.inside.get(outer)!.add(name);
    if (outer === undefined && (CV_KERNELS as readonly string[]).includes(name)) {
      named = name;
      if (!recorded.inside.has(name)) recorded.inside.set(name, new Set());
    }
    try {
      return original.call(active, name, ...rest);
    } finally {
      named = outer;
    }
  }) as typeof original;
  try {
    f();
  } finally {
    active.runKernel = original;
  }
  return recorded;
}
