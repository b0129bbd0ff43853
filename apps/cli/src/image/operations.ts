import type { AnyImageOperation } from './image-operation.ts';
import { gaussian } from './operations/gaussian.ts';

/** Everything that `cv image` can do. */
export const operations: readonly AnyImageOperation[] = [gaussian];
