export type { BorderMode, BorderOptions } from './border/border-mode.ts';
export { convertColor } from './color/convert-color.ts';
export type { Padding } from './convolution/axis-window.ts';
export { convolve2d } from './convolution/convolve2d.ts';
export { type ConvolutionOptions, correlate2d } from './convolution/correlate2d.ts';
export { type Kernel, kernelOf } from './convolution/kernel.ts';
export { type KernelName, kernels } from './convolution/kernels.ts';
export { canny } from './edges/canny/canny.ts';
export type { CannyOptions } from './edges/canny/canny-options.ts';
export { type CannyStages, cannyStages } from './edges/canny/canny-stages.ts';
export { type Gradient, type GradientOperator, type GradientOptions, gradient } from './edges/gradient.ts';
export { gradientDirection } from './edges/gradient-direction.ts';
export { type GradientMagnitudeOptions, gradientMagnitude } from './edges/gradient-magnitude.ts';
export type { FilterOptions } from './filters/filter-options.ts';
export { filterSeparable, type SeparableFilterOptions } from './filters/filter-separable.ts';
export { type GaborResponse, gabor } from './gabor/gabor.ts';
export { type GaborBankOptions, type GaborBankResponse, gaborBank } from './gabor/gabor-bank.ts';
export { type GaborKernel, type GaborKernelOptions, gaborKernel } from './gabor/gabor-kernel.ts';
export { type CropOptions, crop } from './geometry/crop.ts';
export { flip } from './geometry/flip.ts';
export { type PadOptions, pad } from './geometry/pad.ts';
export { rotate90 } from './geometry/rotate90.ts';
export { type ClaheOptions, clahe } from './histograms/clahe.ts';
export { type EqualizeOptions, equalize } from './histograms/equalize.ts';
export { type Histogram, type HistogramOptions, histogram } from './histograms/histogram.ts';
export { type IntegralImage, integralImage } from './integral/integral-image.ts';
export { type Rectangle, rectangleSum } from './integral/rectangle-sum.ts';
export type { LabelMap } from './label-map/label-map.ts';
export { type PaintLabelsOptions, paintLabels } from './label-map/paint-labels.ts';
export { type MedianOptions, median } from './median/median.ts';
export { blackHat } from './morphology/black-hat.ts';
export { close } from './morphology/close.ts';
export { dilate } from './morphology/dilate.ts';
export { erode } from './morphology/erode.ts';
export { morphologicalGradient } from './morphology/morphological-gradient.ts';
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
export { type AdaptiveThresholdOptions, adaptiveThreshold } from './thresholds/adaptive-threshold.ts';
export { type IsodataResult, isodata } from './thresholds/isodata.ts';
export { type LiOptions, type LiResult, li } from './thresholds/li.ts';
export { type MultiOtsuOptions, type MultiOtsuResult, multiOtsu } from './thresholds/multi-otsu.ts';
export { type NiblackOptions, niblack } from './thresholds/niblack.ts';
export { otsu } from './thresholds/otsu.ts';
export { type SauvolaOptions, sauvola } from './thresholds/sauvola.ts';
export { threshold } from './thresholds/threshold.ts';
export type { ThresholdResult } from './thresholds/threshold-result.ts';
export { triangle } from './thresholds/triangle.ts';
export { yen } from './thresholds/yen.ts';
export { type Convolution3dOptions, convolve3d } from './volume/convolve3d.ts';
export type { Kernel3d, Volume } from './volume/volume.ts';
