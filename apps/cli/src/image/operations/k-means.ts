import { type KMeansOptions, kMeansCurve, kMeansSegment, kMeansSteps, paintMeans, pixelFeatures } from '@cv/classical';
import type { Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import { rows, seedOption, shown, showOption, sizesOf, spaceOption } from './cluster-options.ts';

const count = { least: 1, whole: true };
const features = {
  space: spaceOption,
  position: numberOption('how much a pixel of distance counts, in the units of the colours', { default: 0, least: 0 }),
  texture: numberOption('how much the deviation of the gray values around counts', { default: 0, least: 0 }),
};

const kMeans = imageOperation({
  name: 'k-means',
  family: 'Clustering',
  description: 'Part a picture into k kinds of pixels, each close to the mean of its own.',
  input: 'opaque',
  options: {
    k: numberOption('how many', { default: 4, most: 4096, ...count }),
    ...features,
    mode: choiceOption('cluster every pixel, or colours that are counted in boxes (faster)', {
      of: ['exact', 'quantized'],
      default: 'exact',
    }),
    init: choiceOption('where centres start', { of: ['k-means++', 'random'], default: 'k-means++' }),
    starts: numberOption('how often to start; the best counts (default: 1, random: 10)', count),
    show: showOption,
    seed: seedOption,
  },
  run: (picture, { space, position, texture, starts, show, ...options }, wants) => {
    const settings = { ...options, nInit: starts, colorSpace: space, positionWeight: position, textureWeight: texture };
    const { map, centers, inertia, iterations } = kMeansSegment(picture, settings);
    const { k } = options;
    return {
      picture: shown(picture, map, show),
      numbers: { inertia, iterations, sizes: sizesOf(map), centers: rows(centers, k) },
      ...(wants.stages && { stages: stepsOf(picture, settings) }),
    };
  },
});

const SHOWN = 20;

/** The first steps, in the colours of their clusters. */
function stepsOf(
  picture: Picture,
  options: KMeansOptions & Parameters<typeof pixelFeatures>[1],
): Record<string, Picture> {
  const { width, height } = picture;
  const steps: Record<string, Picture> = {};
  for (const { iteration, labels } of kMeansSteps(pixelFeatures(picture, options), {
    ...options,
    maxIterations: SHOWN,
  })) {
    if (iteration === 0) continue;
    const map = { labels: labels.map((label) => label + 1), width, height, count: options.k };
    steps[`step-${iteration}`] = paintMeans(picture, map);
  }
  return steps;
}

const elbow = imageOperation({
  name: 'elbow',
  family: 'Clustering',
  description: 'Print inertia and silhouette of k-means for several k, to see how many clusters there are.',
  input: 'opaque',
  options: {
    most: numberOption('the largest k', { default: 8, most: 256, ...count }),
    ...features,
    sample: numberOption('pixels that the silhouette looks at', { default: 1000, least: 3, most: 20_000, whole: true }),
    seed: seedOption,
  },
  run: (picture, { most, space, position, texture, sample, seed }) => {
    const points = pixelFeatures(picture, { colorSpace: space, positionWeight: position, textureWeight: texture });
    const ks = Array.from({ length: most }, (_, i) => i + 1);
    const sampleSize = Math.min(sample, picture.width * picture.height);
    const curve = kMeansCurve(points, { ks, sampleSize, seed });
    return {
      numbers: { k: ks, inertia: curve.map(({ inertia }) => inertia), silhouette: curve.map((one) => one.silhouette) },
    };
  },
});

/** k-means, and how to choose k. */
export const kMeansOperations: readonly AnyImageOperation[] = [kMeans, elbow];
