import { env } from '@tensorflow/tfjs-core';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util.js';
import { probeBlockSize } from '../probe-block-size.ts';
import { registerOnnxBackend } from '../register-onnx-backend.ts';
import { PlainRunner } from '../testing.ts';
import { suiteOptions } from './suite-options.ts';

env().set('PROD', true);
const runner = new PlainRunner();
registerOnnxBackend('onnxruntime', { runner, blockSize: await probeBlockSize(runner) });
// It says that `dataSync` works. So it does for what has been computed; specs that need more are listed with the known gaps.
setTestEnvs([{ name: 'onnxruntime', backendName: 'onnxruntime', isDataSync: true }]);
if (suiteOptions.corrected) await import('./correct-gradients.ts');
