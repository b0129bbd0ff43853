export type { BorderMode, BorderOptions } from './border/border-mode.ts';
export type { FilterOptions } from './filters/filter-options.ts';
export { filterSeparable, type SeparableFilterOptions } from './filters/filter-separable.ts';
export { type GaussianOptions, gaussian } from './filters/gaussian.ts';
export type { LabelMap } from './label-map/label-map.ts';
export { type PaintLabelsOptions, paintLabels } from './label-map/paint-labels.ts';
export { type ResizeOptions, resize } from './resize/resize.ts';
export type { ResizeFilter } from './resize/resize-filter.ts';
