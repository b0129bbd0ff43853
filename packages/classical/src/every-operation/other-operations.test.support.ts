import { convertPicture, type Picture } from '@cv/image';
import * as cv from '../index.ts';
import { type Operation, op } from './operation.test.support.ts';
import { last } from './prepared.test.support.ts';

const shapes = { constant: 'itself', nan: 'near' } as const;
const groups = { constant: 'else', nan: 'refused' } as const;
const counts = { constant: 'else', nan: 'refused', takes: 'gray' } as const;
const colors = (p: Picture): cv.ColorBins => cv.colorBins(p);
const points = (p: Picture): cv.Points => cv.pixelFeatures(p);

/** Geometry, colours, sums and histograms, clustering, and what makes pictures worse. */
export const otherOperations: readonly Operation[] = [
  op('crop', (p) => cv.crop(p, { x: 0, y: 0, width: p.width, height: p.height }), { ...shapes, bytes: 1 }),
  op('pad', (p) => cv.pad(p, { left: 3, top: 2, border: 'nearest' }), { ...shapes, bytes: 1 }),
  op('flip', (p) => cv.flip(p), { ...shapes, bytes: 1 }),
  op('rotate90', (p) => cv.rotate90(p), { ...shapes, nan: 'far', bytes: 2 }),
  op('rotate', (p) => cv.rotate(p, 30, { border: 'nearest' }), { ...shapes, nan: 'far', bytes: 1 }),
  op('warp', (p) => cv.warp(p, [1, 0, 0.5, 0, 1, 0.25, 0, 0, 1], { border: 'nearest' }), { ...shapes, bytes: 1 }),
  op('resize', (p) => cv.resize(p, { width: Math.ceil(p.width / 2), height: p.height }), {
    ...shapes,
    nan: 'far',
    bytes: 1,
  }),
  op('convertColor', (p) => cv.convertColor(p, p.channels === 1 ? 'gray' : 'ycbcr'), {
    constant: 'else',
    nan: 'near',
    bytes: 1,
  }),
  op('convertColor', (p) => cv.convertColor(p, 'lab'), { constant: 'else', nan: 'near', variant: 'lab', bytes: 4 }),
  op('histogram', (p) => cv.histogram(p), { ...counts, bytes: 1 }),
  op('equalize', (p) => cv.equalize(p), { ...counts, bytes: 1 }),
  op('equalize', (p) => cv.equalize(p, { preset: 'skimage' }), { ...counts, variant: 'skimage', bytes: 1 }),
  op('equalizeAdapthist', (p) => cv.equalizeAdapthist(p), { ...counts, bytes: 2 }),
  op('clahe', (p) => cv.clahe(p), { ...counts, takes: 'gray integers', bytes: 1 }),
  op('integralImage', (p) => cv.integralImage(p), { constant: 'else', nan: 'far', bytes: 1 }),
  op('rectangleSum', (p, sums: cv.IntegralImage) => cv.rectangleSum(sums, { x: 0, y: 0, width: p.width, height: 1 }), {
    constant: 'else',
    nan: 'far',
    prepare: (p) => cv.integralImage(p),
    bytes: 1,
  }),
  op(
    'convolve3d',
    (_, volume: cv.Volume) => cv.convolve3d(volume, { weights: [0.5, 0.5], depth: 2, height: 1, width: 1 }),
    {
      ...shapes,
      takes: 'gray',
      prepare: (p) => {
        const data = convertPicture(p, { dtype: 'float32', range: p.range }).data;
        return { data, depth: 1, height: p.height, width: p.width, channels: 1 };
      },
      bytes: 1,
    },
  ),
  op('pixelFeatures', points, { ...groups, bytes: 1 }),
  op('pixelFeatures', (p) => cv.pixelFeatures(p, { textureWeight: 1, positionWeight: 1 }), {
    ...groups,
    variant: 'texture and place',
    bytes: 5,
  }),
  op('colorBins', colors, { ...groups, bytes: 1 }),
  op('kMeans', (_, { points: p }: cv.ColorBins) => cv.kMeans(p, { k: 5 }), { ...groups, prepare: colors, bytes: 1 }),
  op('kMeans', (_, p: cv.Points) => cv.kMeans(p, { k: 5, maxIterations: 2 }), {
    ...groups,
    variant: 'all pixels',
    prepare: points,
    bytes: 9,
  }),
  op('kMeansSteps', (_, { points: p }: cv.ColorBins) => last(cv.kMeansSteps(p, { k: 5 })), {
    ...groups,
    prepare: colors,
    bytes: 1,
  }),
  op('kMeansCurve', (_, { points: p }: cv.ColorBins) => cv.kMeansCurve(p, { ks: [1, 5], sampleSize: 1 }), {
    ...groups,
    prepare: colors,
    bytes: 1,
  }),
  op('kMeansSegment', (p) => cv.kMeansSegment(p, { k: 5, mode: 'quantized' }), { ...groups, bytes: 1 }),
  op('kMeansSegment', (p) => cv.kMeansSegment(p, { k: 5, maxIterations: 2 }), {
    ...groups,
    variant: 'exact',
    bytes: 9,
  }),
  op('silhouette', (_, { points: p }: cv.ColorBins) => cv.silhouette(p, halves(p)), {
    ...groups,
    atLeast: 3,
    prepare: colors,
    bytes: 1,
  }),
  op('estimateBandwidth', (_, p: cv.Points) => cv.estimateBandwidth(p, { sampleSize: 50 }), {
    ...groups,
    prepare: points,
    bytes: 1,
  }),
  op('meanShiftFilter', (p) => cv.meanShiftFilter(p, { radiusPx: 2, maxIterations: 1 }), {
    ...groups,
    takes: 'bytes',
    constant: 'itself',
    bytes: 7,
  }),
  op(
    'meanShiftCluster',
    (_, { points: p }: cv.ColorBins) => cv.meanShiftCluster(p, { bandwidth: 60, seeding: 'bins' }),
    {
      ...groups,
      prepare: colors,
      bytes: 1,
    },
  ),
  op(
    'meanShiftSteps',
    (_, { points: p }: cv.ColorBins) => last(cv.meanShiftSteps(p, { bandwidth: 60, seeding: 'bins' })),
    {
      ...groups,
      prepare: colors,
      bytes: 1,
    },
  ),
  op('meanShiftSegment', (p) => cv.meanShiftSegment(p, { radiusPx: 1, maxIterations: 1, colorSpace: p.colorSpace }), {
    ...groups,
    bytes: 20,
  }),
  op('gaussianMixture', (_, { points: p }: cv.ColorBins) => cv.gaussianMixture(p, { k: 3, maxIterations: 5 }), {
    ...groups,
    prepare: colors,
    bytes: 1,
  }),
  op('mixtureProbabilities', (_, p: cv.Points) => cv.mixtureProbabilities(p, mixtureOf(p)), {
    ...groups,
    prepare: points,
    bytes: 1,
  }),
  op('perturbBlur', (p) => cv.perturbBlur(p, { strength: 0.5 }), { ...shapes, nan: 'refused', bytes: 17 }),
  op('perturbContrast', (p) => cv.perturbContrast(p, { strength: 0.5 }), {
    ...shapes,
    nan: 'refused',
    constant: 'else',
    bytes: 1,
  }),
  op('perturbGaussianNoise', (p) => cv.perturbGaussianNoise(p, { strength: 0.5 }), {
    ...shapes,
    nan: 'refused',
    constant: 'else',
    bytes: 1,
  }),
  op('perturbIllumination', (p) => cv.perturbIllumination(p, { strength: 0.5 }), {
    ...shapes,
    nan: 'refused',
    constant: 'else',
    bytes: 1,
  }),
  op('perturbOcclusion', (p) => cv.perturbOcclusion(p, { strength: 0.1 }), {
    ...shapes,
    nan: 'refused',
    constant: 'else',
    bytes: 1,
  }),
  op('perturbPoissonNoise', (p) => cv.perturbPoissonNoise(p, { strength: 0.5 }), {
    ...shapes,
    nan: 'refused',
    constant: 'else',
    bytes: 1,
  }),
  op('perturbSaltAndPepper', (p) => cv.perturbSaltAndPepper(p, { strength: 0.5 }), {
    ...shapes,
    nan: 'refused',
    constant: 'else',
    bytes: 1,
  }),
];

/** The first half of the points, and the others. */
function halves({ values, dimensions }: cv.Points): Int32Array {
  const count = values.length / dimensions;
  return Int32Array.from({ length: count }, (_, i) => Number(i >= count / 2));
}

/** Two round components. */
function mixtureOf({ dimensions }: cv.Points): cv.MixtureParameters {
  const means = Float64Array.from({ length: 2 * dimensions }, (_, i) => (i < dimensions ? 50 : 200));
  return { weights: Float64Array.of(0.5, 0.5), means, covariances: Float64Array.of(900, 900), kind: 'spherical' };
}
