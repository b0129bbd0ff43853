import { colorBins, convertColor, gaussianMixture } from '@cv/classical';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import {
  levelsOption,
  pixelLabels,
  rows,
  seedOption,
  shown,
  showOption,
  sizesOf,
  spaceOption,
} from './cluster-options.ts';

export const mixture: AnyImageOperation = imageOperation({
  name: 'mixture',
  family: 'Clustering',
  description: 'Part a picture into k kinds of pixels by a Gaussian mixture of its colours.',
  input: 'opaque',
  options: {
    k: numberOption('how many', { default: 4, least: 1, most: 256, whole: true }),
    kind: choiceOption('shape of the components', { of: ['full', 'diagonal', 'spherical'], default: 'full' }),
    space: spaceOption,
    levels: levelsOption,
    regularization: numberOption('added to the variances, in squared units of the colours', {
      default: 0.01,
      least: 0,
    }),
    iterations: numberOption('at most', { default: 100, least: 1, whole: true }),
    show: showOption,
    seed: seedOption,
  },
  run: (picture, { k, kind, space, levels, regularization, iterations, show, seed }) => {
    const { points, bins } = colorBins(convertColor(picture, space), { levels });
    const fit = gaussianMixture(points, { k, kind, regularization, maxIterations: iterations, seed });
    const map = pixelLabels(picture, { labels: fit.labels, bins, count: k });
    const { logLikelihood, bic, aic, converged, weights, means } = fit;
    return {
      picture: shown(picture, map, show),
      numbers: {
        logLikelihood,
        bic,
        aic,
        converged,
        sizes: sizesOf(map),
        weights: [...weights],
        means: rows(means, k),
      },
    };
  },
});
