import type { EvaluationWork, InferenceWork, OptimizerRecipe, TrainingWork } from './work.ts';

const adamW: OptimizerRecipe = { name: 'adamW', learningRate: 1e-4, weightDecay: 0.01 };
/** As CIFAR and ImageNet ResNets are trained; a small rate, so that a fixed batch is not learnt by heart while it is measured. */
const momentum: OptimizerRecipe = { name: 'sgd', learningRate: 1e-3, weightDecay: 1e-4, momentum: 0.9 };

type Net = Pick<TrainingWork, 'model' | 'input' | 'classes'>;

const mnist = { input: [28, 28, 1], classes: 10 } as const;
const cifar = { input: [32, 32, 3], classes: 10 } as const;
const imagenet = { input: [224, 224, 3], classes: 1000 } as const;

function training(net: Net, batch: number, optimizer: OptimizerRecipe): TrainingWork {
  return { task: 'training', id: `${net.model} training step, batch ${batch}`, ...net, batch, optimizer };
}

function inference(net: Net, batch: number): InferenceWork {
  return { task: 'inference', id: `${net.model} inference, batch ${batch}`, ...net, batch };
}

/** A training step of the network, as it is usually trained. */
export const trainingSteps: Readonly<
  Record<'lenet5' | 'lenet5Batch4' | 'resnet20' | 'resnet20Batch128' | 'resnet18' | 'vitTiny', TrainingWork>
> = {
  lenet5: training({ model: 'lenet5', ...mnist }, 64, adamW),
  lenet5Batch4: training({ model: 'lenet5', ...mnist }, 4, adamW),
  resnet20: training({ model: 'resnet20', ...cifar }, 64, momentum),
  resnet20Batch128: training({ model: 'resnet20', ...cifar }, 128, momentum),
  resnet18: training({ model: 'resnet18', ...imagenet }, 16, momentum),
  vitTiny: training({ model: 'vit_tiny_patch16_224', ...imagenet }, 16, adamW),
};

/** The networks whose inference is compared. */
export const INFERENCE_MODELS = ['resnet50', 'vgg16', 'densenet121', 'vit_b_16'] as const;

/** Logits of so many pictures. */
export function classification(model: (typeof INFERENCE_MODELS)[number], batch: number): InferenceWork {
  return inference({ model, ...imagenet }, batch);
}

/** Scores of two classes, evaluated. */
export const evaluations: Readonly<Record<'million' | 'tenMillion' | 'areaOfTenMillion', EvaluationWork>> = {
  million: {
    task: 'evaluation',
    id: 'ROC curve, area, average precision of 1e6 scores',
    measures: 'curve-and-areas',
    samples: 1e6,
  },
  tenMillion: {
    task: 'evaluation',
    id: 'ROC curve, area, average precision of 1e7 scores',
    measures: 'curve-and-areas',
    samples: 1e7,
  },
  areaOfTenMillion: { task: 'evaluation', id: 'ROC area of 1e7 scores', measures: 'roc-auc', samples: 1e7 },
};
