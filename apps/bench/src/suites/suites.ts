import type { PeerKey } from '../contestants/contestant.ts';
import { imageWorks } from '../images/image-works.ts';
import type { Comparison, Measure, Suite } from './suite.ts';
import type { Work } from './work.ts';
import { classification, evaluations, INFERENCE_MODELS, trainingSteps } from './works.ts';

const compare =
  (measure: Measure, peers: readonly PeerKey[]) =>
  (work: Work): Comparison => ({ work, measure, peers });

const engine: Suite = {
  name: 'engine',
  title: 'Training steps: forward, loss, backward, update',
  comparisons: [
    compare('time', ['pytorch', 'tfjs-wasm', 'tfjs-cpu'])(trainingSteps.lenet5),
    // tfjs cpu and wasm would take minutes for one of these.
    ...[trainingSteps.resnet20, trainingSteps.resnet20Batch128, trainingSteps.resnet18, trainingSteps.vitTiny].map(
      compare('time', ['pytorch']),
    ),
  ],
};

const inference: Suite = {
  name: 'inference',
  title: 'Inference: logits of a batch',
  comparisons: INFERENCE_MODELS.flatMap((model) =>
    [1, 16].map((batch) => compare('time', ['pytorch', 'onnxruntime'])(classification(model, batch))),
  ),
};

const coldStart: Suite = {
  name: 'cold-start',
  title: 'From starting the process to the first result',
  comparisons: [
    compare('coldStart', ['pytorch', 'tfjs-cpu'])(trainingSteps.lenet5),
    compare('coldStart', ['pytorch'])(trainingSteps.resnet20),
    compare('coldStart', ['pytorch', 'forward', 'onnxruntime'])(classification('resnet50', 1)),
  ],
};

const memory: Suite = {
  name: 'memory',
  title: 'The most memory that the process held',
  comparisons: [
    ...[trainingSteps.lenet5, trainingSteps.resnet20, trainingSteps.resnet18].map(compare('peakMemory', ['pytorch'])),
    compare('peakMemory', ['pytorch', 'onnxruntime'])(classification('resnet50', 1)),
  ],
};

const browser: Suite = {
  name: 'browser',
  title: 'Training steps in Chromium, WebGL and WebGPU on the CPU',
  comparisons: [
    {
      work: { ...trainingSteps.lenet5, id: `${trainingSteps.lenet5.id}, in Chromium` },
      measure: 'time',
      where: 'browser',
      peers: ['browser-webgl', 'browser-webgpu', 'browser-cpu'],
    },
  ],
};

const metrics: Suite = {
  name: 'metrics',
  title: 'Curves and areas of millions of scores',
  comparisons: [
    ...[evaluations.million, evaluations.tenMillion, evaluations.areaOfTenMillion].map(
      compare('time', ['scikit-learn']),
    ),
    compare('peakMemory', ['scikit-learn'])(evaluations.tenMillion),
  ],
};

const classical: Suite = {
  name: 'classical',
  title: 'Image processing on one picture of 8 bits',
  comparisons: imageWorks.map(({ work, peers }) => compare('time', peers)(work)),
};

const smoke: Suite = {
  name: 'smoke',
  title: 'A tiny step in seconds, to see who can take part',
  comparisons: [compare('time', ['pytorch', 'tfjs-wasm', 'tfjs-cpu'])(trainingSteps.lenet5Batch4)],
};

const measured = [engine, inference, coldStart, memory, browser, metrics, classical];
const all: Suite = {
  name: 'all',
  title: 'Everything',
  comparisons: measured.flatMap(({ comparisons }) => comparisons),
};

/** Every suite by name; `all` has the comparisons of all of them but `smoke`. */
export const suites: ReadonlyMap<string, Suite> = new Map(
  [...measured, all, smoke].map((suite) => [suite.name, suite]),
);
