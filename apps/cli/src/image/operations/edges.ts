import {
  cannyStages,
  canny as findEdges,
  type GradientOperator,
  gradient,
  gradientDirection,
  gradientMagnitude,
  laplacianOfGaussian,
  zeroCrossings,
} from '@cv/classical';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';
import { numberOption } from '../options/number-option.ts';
import { borderOptions } from './border-options.ts';

const preset = choiceOption('whose scale', { of: ['skimage', 'opencv'], default: 'skimage' });

/** Slopes by one of the classical pairs of kernels. */
const slopes = (['sobel', 'scharr', 'prewitt'] as const satisfies readonly GradientOperator[]).map((operator) =>
  imageOperation({
    name: operator,
    family: 'Edges',
    description: `Slopes by the kernels of ${operator[0]!.toUpperCase()}${operator.slice(1)}.`,
    input: 'gray',
    options: {
      show: choiceOption('what becomes the picture', {
        of: ['magnitude', 'across', 'down', 'direction'],
        default: 'magnitude',
      }),
      preset,
    },
    run: (picture, { show, preset: scale }) => {
      const { across, down } = gradient(picture, { operator, preset: scale });
      const magnitude = gradientMagnitude({ across, down });
      const stages = { across, down, magnitude, direction: gradientDirection({ across, down }) };
      return { picture: stages[show], stages };
    },
  }),
);

const canny = imageOperation({
  name: 'canny',
  family: 'Edges',
  description: "Canny's edges: thin lines where the picture is steepest.",
  input: 'gray',
  options: {
    preset,
    sigma: numberOption('standard deviation of the Gaussian, pixels (default: 1, opencv: 0)', { least: 0 }),
    low: numberOption('slopes below are no edges (default: a tenth of the range)', { least: 0 }),
    high: numberOption('slopes from here on are edges for sure (default: twice --low)', { least: 0 }),
    thresholds: choiceOption('what --low and --high are', { of: ['slope', 'quantile'], default: 'slope' }),
    norm: choiceOption('how both slopes are put together (default: l2, opencv: l1)', { of: ['l1', 'l2'] }),
  },
  run: (picture, { sigma, ...options }, { stages }) => {
    const settings = { sigmaPx: sigma, ...options };
    if (!stages) return { picture: findEdges(picture, settings) };
    const { edges, ...steps } = cannyStages(picture, settings);
    return { picture: edges, stages: { ...steps } };
  },
});

const log = imageOperation({
  name: 'laplacian-of-gaussian',
  family: 'Edges',
  description: 'Marr and Hildreth: the Laplacian of the smoothed picture; edges where its sign changes.',
  input: 'gray',
  options: {
    show: choiceOption('what becomes the picture', { of: ['response', 'edges'], default: 'response' }),
    sigma: numberOption('standard deviation of the Gaussian, pixels', { default: 2, least: 0.1 }),
    threshold: numberOption('how steep a change of sign must be (default: 1 % of the range)', { least: 0 }),
    ...borderOptions('reflect'),
  },
  run: (picture, { show, sigma, threshold, ...options }) => {
    const response = laplacianOfGaussian(picture, { sigmaPx: sigma, ...options });
    const steep = threshold ?? 0.01 * (picture.range[1] - picture.range[0]);
    const edges = zeroCrossings(response, { threshold: steep });
    return { picture: show === 'edges' ? edges : response, stages: { response, edges } };
  },
});

/** Operations that find edges. */
export const edgeOperations: readonly AnyImageOperation[] = [...slopes, log, canny];
