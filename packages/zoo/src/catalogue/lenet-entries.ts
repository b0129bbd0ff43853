import type { ModelEntry } from '../model-entry.ts';
import { packagedWeights } from '../packaged-weights.generated.ts';
import { mnistRecipe, rawDigitRecipe } from '../preprocessing/recipe.ts';

type Id = 'lenet1' | 'lenet4' | 'lenet5' | 'lenet5_1998' | 'mnist8';

const comparison = {
  title: 'LeCun et al. 1995: Comparison of learning algorithms for handwritten digit recognition',
  url: 'https://yann.lecun.com/exdb/publis/pdf/lecun-95b.pdf',
};

const gradientBased = {
  title: 'LeCun, Bottou, Bengio, Haffner 1998: Gradient-based learning applied to document recognition',
  url: 'https://doi.org/10.1109/5.726791',
};

type Own = Pick<ModelEntry, 'title' | 'create' | 'params' | 'macs' | 'paper'> &
  Partial<Pick<ModelEntry, 'preprocessing'>>;

function entry(id: Id, own: Own): ModelEntry {
  return {
    id,
    aliases: [],
    inputShape: [28, 28, 1],
    preprocessing: mnistRecipe,
    labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    licence: 'MIT',
    weights: packagedWeights[id] ?? {},
    ...own,
  };
}

/** The LeNets, by id. */
export const lenetEntries: Readonly<Record<Id, ModelEntry>> = {
  lenet5: entry('lenet5', {
    title: 'LeNet-5 (modern)',
    create: async (options) => (await import('../lenet/lenet5.ts')).lenet5(options),
    params: 61_706,
    macs: 416_520,
    paper: gradientBased,
  }),
  lenet1: entry('lenet1', {
    title: 'LeNet-1',
    create: async (options) => (await import('../lenet/lenets-published.ts')).lenet1(options),
    params: 3_246,
    macs: 136_320,
    paper: comparison,
  }),
  lenet4: entry('lenet4', {
    title: 'LeNet-4',
    create: async (options) => (await import('../lenet/lenets-published.ts')).lenet4(options),
    params: 51_050,
    macs: 287_600,
    paper: comparison,
  }),
  lenet5_1998: entry('lenet5_1998', {
    title: 'LeNet-5 (tanh, average pooling)',
    create: async (options) => (await import('../lenet/lenets-published.ts')).lenet5Published(options),
    params: 61_706,
    macs: 416_520,
    paper: gradientBased,
  }),
  mnist8: entry('mnist8', {
    title: 'MNIST-8 (ONNX model zoo)',
    create: async (options) => (await import('../lenet/mnist8.ts')).mnist8(options),
    params: 5_994,
    macs: 786_560,
    preprocessing: rawDigitRecipe,
    paper: { title: 'ONNX model zoo: MNIST', url: 'https://github.com/onnx/models' },
  }),
};
