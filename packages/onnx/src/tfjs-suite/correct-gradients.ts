import { sum, tensor, valueAndGrads } from '@cv/tensor';
import { setBackend } from '@tensorflow/tfjs-core';

// The first gradient registers the corrected ones for the whole process.
await setBackend('onnxruntime');
const x = tensor([1]);
valueAndGrads(() => sum(x), [x]);
x.dispose();
