import { expect, it } from 'vitest';
import type { Suite } from '../suites/suite.ts';
import { trainingSteps } from '../suites/works.ts';
import { FakeMachine, type FakeOptions, fakeSource } from '../testing/fake-contestant.ts';
import { runSuite } from './run-suite.ts';

const suite: Suite = {
  name: 'test',
  title: 'test',
  comparisons: [
    { work: trainingSteps.lenet5, measure: 'time', peers: ['pytorch', 'tfjs-cpu'] },
    { work: trainingSteps.resnet20, measure: 'coldStart', peers: ['pytorch'] },
  ],
};

function options(pytorch: FakeOptions = {}) {
  const machine = new FakeMachine();
  const peer = (name: string, fake: FakeOptions = {}) => fakeSource(name, [20], machine, fake);
  return {
    machine,
    threads: 2,
    rounds: 1,
    onProgress: () => undefined,
    contestants: {
      ours: peer('ours'),
      oursInBrowser: peer('ours in a page'),
      oursOnScores: peer('ours on scores'),
      oursOnImages: peer('ours on pictures'),
      peers: {
        pytorch: peer('pytorch', pytorch),
        'tfjs-cpu': peer('cpu'),
        forward: peer('forward'),
        'tfjs-wasm': peer('wasm'),
        onnxruntime: peer('session'),
        'browser-webgl': peer('webgl in a page'),
        'browser-cpu': peer('cpu in a page'),
        'browser-webgpu': peer('webgpu in a page'),
        'scikit-learn': peer('scikit-learn'),
        'opencv-js': peer('opencv.js'),
        'image-js': peer('image-js'),
        'scikit-image': peer('scikit-image'),
        cv2: peer('cv2'),
        'cv2-one-thread': peer('cv2 alone'),
      },
    },
  };
}

it('runs every comparison with its peers', async () => {
  const seen: string[] = [];
  const results = await runSuite(suite, { ...options(), onResult: ({ title }) => void seen.push(title) });
  expect(results.map(({ title, measured }) => [title, measured.peers.map(({ name }) => name)])).toEqual([
    ['lenet5 training step, batch 64', ['pytorch', 'cpu']],
    ['resnet20 training step, batch 64: cold start', ['pytorch']],
  ]);
  expect(seen).toEqual(results.map(({ title }) => title));
});

it('takes our contestant of the browser where the comparison is about that', async () => {
  const inBrowser: Suite = {
    ...suite,
    comparisons: [{ work: trainingSteps.lenet5, measure: 'time', where: 'browser', peers: ['browser-webgl'] }],
  };
  const [result] = await runSuite(inBrowser, options());
  expect([result!.measured.ours!.name, result!.measured.peers[0]!.name]).toEqual(['ours in a page', 'webgl in a page']);
});

it('keeps to the filter and to the peers asked for', async () => {
  const titles = async (more: object) => (await runSuite(suite, { ...options(), ...more })).map(({ title }) => title);
  expect(await titles({ filter: 'cold' })).toEqual(['resnet20 training step, batch 64: cold start']);
  expect(await titles({ filter: 'nothing' })).toEqual([]);
  const [first] = await runSuite(suite, { ...options(), peers: ['tfjs-cpu'] });
  expect(first!.measured.peers.map(({ name }) => name)).toEqual(['cpu']);
});

it('goes on when a contestant fails in the middle of a comparison', async () => {
  const [first, second] = await runSuite(suite, options({ failsAt: 2 }));
  expect(first!.measured).toMatchObject({
    ours: undefined,
    leftOut: [{ name: 'the comparison', reason: 'pytorch: broke' }],
  });
  expect(second!.measured.ours).toBeDefined();
});
