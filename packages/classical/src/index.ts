export type { BorderMode, BorderOptions } from './border/border-mode.ts';
export type { Padding } from './convolution/axis-window.ts';
export { convolve2d } from './convolution/convolve2d.ts';
export { type ConvolutionOptions, correlate2d } from './convolution/correlate2d.ts';
export { type Kernel, kernelOf } from './convolution/kernel.ts';
export { type KernelName, kernels } from './convolution/kernels.ts';
export type { FilterOptions } from './filters/filter-options.ts';
export { filterSeparable, type SeparableFilterOptions } from './filters/filter-separable.ts';
export { type GaborResponse, gabor } from './gabor/gabor.ts';
export { type GaborBankOptions, type GaborBankResponse, gaborBank } from './gabor/gabor-bank.ts';
export { type GaborKernel, type GaborKernelOptions, gaborKernel } from './gabor/gabor-kernel.ts';
export { type ClaheOptions, clahe } from './histograms/clahe.ts';
export { type EqualizeOptions, equalize } from './histograms/equalize.ts';
export { type IntegralImage, integralImage } from './integral/integral-image.ts';
export { type Rectangle, rectangleSum } from './integral/rectangle-sum.ts';
export type { LabelMap } from './label-map/label-map.ts';
export { type PaintLabelsOptions, paintLabels } from './label-map/paint-labels.ts';
export { type MedianOptions, median } from './median/median.ts';
export { blackHat } from './morphology/black-hat.ts';
export { close } from './morphology/close.ts';
export { dilate } from './morphology/dilate.ts';
export { erode } from './morphology/erode.ts';
export { gradient } from './morphology/gradient.ts';
export type { MorphologyOptions } from './morphology/morphology-options.ts';
export { open } from './morphology/open.ts';
export { type ReconstructOptions, reconstruct } from './morphology/reconstruct.ts';
export {
  diamond,
  disk,
  rectangle,
  type StructuringElement,
  structuringElement,
} from './morphology/structuring-element.ts';
export { topHat } from './morphology/top-hat.ts';
export { type ResizeOptions, resize } from './resize/resize.ts';
export type { ResizeFilter } from './resize/resize-filter.ts';
export { type BilateralOptions, bilateral } from './smoothing/bilateral.ts';
export { type BoxOptions, box } from './smoothing/box.ts';
export { type GaussianOptions, gaussian } from './smoothing/gaussian.ts';
export { type GaussianBlurOptions, gaussianBlur } from './smoothing/gaussian-blur.ts';
export { type LaplacianOptions, laplacian } from './smoothing/laplacian.ts';
export type { WindowSize } from './smoothing/require-size.ts';
export { type UnsharpMaskOptions, unsharpMask } from './smoothing/unsharp-mask.ts';
export { type Convolution3dOptions, convolve3d } from './volume/convolve3d.ts';
export type { Kernel3d, Volume } from './volume/volume.ts';
