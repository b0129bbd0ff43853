import { parentPort } from 'node:worker_threads';
import './ort-worker.ts';
import type { RemoteRequest } from '@cv/onnx/remote';

// The worker, but it dies when it is asked to run something for the second time.

let runs = 0;
parentPort!.on('message', (message: RemoteRequest) => {
  if (!('name' in message) || message.name !== 'run' || ++runs < 2) return;
  if (process.env.CV_TEST_DEATH === 'exit') process.exit(7);
  throw new RangeError('out of luck');
});
