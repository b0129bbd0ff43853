export type { BorderMode, BorderOptions } from './border/border-mode.ts';
export { type ColorBins, colorBins } from './clustering/color-bins.ts';
export { type KMeansResult, kMeans } from './clustering/k-means/k-means.ts';
export { type KMeansCurveOptions, type KMeansCurvePoint, kMeansCurve } from './clustering/k-means/k-means-curve.ts';
export type { KMeansOptions } from './clustering/k-means/k-means-options.ts';
export { type KMeansSegmentOptions, kMeansSegment } from './clustering/k-means/k-means-segment.ts';
export { type KMeansStep, kMeansSteps } from './clustering/k-means/k-means-steps.ts';
export { type EstimateBandwidthOptions, estimateBandwidth } from './clustering/mean-shift/estimate-bandwidth.ts';
export {
  type MeanShiftClusterOptions,
  type MeanShiftClusterResult,
  meanShiftCluster,
} from './clustering/mean-shift/mean-shift-cluster.ts';
export { type MeanShiftFilterOptions, meanShiftFilter } from './clustering/mean-shift/mean-shift-filter.ts';
export type { MeanShiftOptions } from './clustering/mean-shift/mean-shift-options.ts';
export {
  type MeanShiftSegmentOptions,
  type MeanShiftSegmentResult,
  meanShiftSegment,
} from './clustering/mean-shift/mean-shift-segment.ts';
export { type MeanShiftStep, meanShiftSteps } from './clustering/mean-shift/mean-shift-steps.ts';
export { type GaussianMixtureResult, gaussianMixture } from './clustering/mixture/gaussian-mixture.ts';
export type { GaussianMixtureOptions, MixtureStart } from './clustering/mixture/mixture-options.ts';
export type { CovarianceKind, MixtureParameters } from './clustering/mixture/mixture-parameters.ts';
export { mixtureProbabilities } from './clustering/mixture/mixture-probabilities.ts';
export { type PixelFeaturesOptions, pixelFeatures } from './clustering/pixel-features.ts';
export type { Points } from './clustering/points.ts';
export type { SegmentPointsOptions } from './clustering/segment-points.ts';
export { type SilhouetteOptions, type SilhouetteResult, silhouette } from './clustering/silhouette.ts';
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
export { type LaplacianOfGaussianOptions, laplacianOfGaussian } from './edges/laplacian-of-gaussian.ts';
export { type ZeroCrossingsOptions, zeroCrossings } from './edges/zero-crossings.ts';
export type { FilterOptions } from './filters/filter-options.ts';
export { filterSeparable, type SeparableFilterOptions } from './filters/filter-separable.ts';
export { type GaborResponse, gabor } from './gabor/gabor.ts';
export { type GaborBankOptions, type GaborBankResponse, gaborBank } from './gabor/gabor-bank.ts';
export { type GaborKernel, type GaborKernelOptions, gaborKernel } from './gabor/gabor-kernel.ts';
export { type CropOptions, crop } from './geometry/crop.ts';
export { flip } from './geometry/flip.ts';
export type { Interpolation } from './geometry/interpolation.ts';
export { type PadOptions, pad } from './geometry/pad.ts';
export { type RotateOptions, rotate } from './geometry/rotate.ts';
export { rotate90 } from './geometry/rotate90.ts';
export { composeTransforms, invertTransform, type Transform } from './geometry/transform.ts';
export { type Point, transformFromPoints } from './geometry/transform-from-points.ts';
export { type WarpOptions, warp } from './geometry/warp.ts';
export { type ClaheOptions, clahe } from './histograms/clahe.ts';
export { type EqualizeOptions, equalize } from './histograms/equalize.ts';
export { type EqualizeAdapthistOptions, equalizeAdapthist } from './histograms/equalize-adapthist.ts';
export { type Histogram, type HistogramOptions, histogram } from './histograms/histogram.ts';
export { type IntegralImage, integralImage } from './integral/integral-image.ts';
export { type Rectangle, rectangleSum } from './integral/rectangle-sum.ts';
export type { LabelMap } from './label-map/label-map.ts';
export { type PaintLabelsOptions, paintLabels } from './label-map/paint-labels.ts';
export { paintMeans } from './label-map/paint-means.ts';
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
export type { PerturbOptions, RandomPerturbOptions } from './perturb/change-pixels.ts';
export { perturbBlur } from './perturb/perturb-blur.ts';
export { perturbContrast } from './perturb/perturb-contrast.ts';
export { perturbGaussianNoise } from './perturb/perturb-gaussian-noise.ts';
export { type PerturbIlluminationOptions, perturbIllumination } from './perturb/perturb-illumination.ts';
export { perturbOcclusion } from './perturb/perturb-occlusion.ts';
export { perturbPoissonNoise } from './perturb/perturb-poisson-noise.ts';
export { perturbSaltAndPepper } from './perturb/perturb-salt-and-pepper.ts';
export {
  type ConfidenceConnectedOptions,
  type ConfidenceConnectedResult,
  confidenceConnected,
} from './regions/confidence-connected.ts';
export { type ConnectedComponentsOptions, connectedComponents } from './regions/connected-components.ts';
export { type DistanceMarkersOptions, distanceMarkers } from './regions/distance-markers.ts';
export { distanceTransform } from './regions/distance-transform.ts';
export { type FloodOptions, flood } from './regions/flood.ts';
export { type FloodFillOptions, floodFill } from './regions/flood-fill.ts';
export type { HExtremaOptions } from './regions/h-extrema.ts';
export { hMaxima } from './regions/h-maxima.ts';
export { hMinima } from './regions/h-minima.ts';
export type { LocalExtremaOptions } from './regions/local-extrema.ts';
export { localMaxima } from './regions/local-maxima.ts';
export { localMinima } from './regions/local-minima.ts';
export type { Connectivity } from './regions/neighbors.ts';
export type { RegionEllipse } from './regions/properties/region-ellipse.ts';
export type { RegionIntensity } from './regions/properties/region-intensities.ts';
export { type RegionProperties, regionProperties } from './regions/properties/region-properties.ts';
export { regionGrow } from './regions/region-grow.ts';
export type { RegionGrowOptions, Seeds } from './regions/region-grow-options.ts';
export { type RegionGrowStep, regionGrowSteps } from './regions/region-grow-steps.ts';
export { type SlicOptions, slic } from './regions/slic/slic.ts';
export type { StepOptions } from './regions/step-length.ts';
export { watershed } from './regions/watershed.ts';
export type { WatershedOptions } from './regions/watershed-options.ts';
export { type WatershedStep, watershedSteps } from './regions/watershed-steps.ts';
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
