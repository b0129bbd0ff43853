export { type ResizeOptions, resize } from './resize/resize.ts';
export type { ResizeFilter } from './resize/resize-filter.ts';
