import { dispose, read, tensor } from '@cv/tensor';
import { openDevice } from '../devices/open-device.ts';
import { longChain } from './long-chain.test.helper.ts';

// A program with a device in a worker that ends as its argument says; it prints what it has read.

const device = await openDevice('onnxruntime', { worker: true, threads: 1 });
const x = tensor(new Float32Array(300 * 300), [300, 300]);
const chain = longChain(x);

const ENDS: Record<string, () => Promise<void>> = {
  /** Nobody disposes the device, and nothing is pending. */
  idle: async () => {
    await read(chain);
    dispose([x, chain]);
  },
  /** A read is pending when the program's last line has run. */
  pending: async () => {
    setTimeout(() => void read(chain).then(({ length }) => process.stdout.write(`${length}`)), 0);
  },
  dispose: async () => {
    await read(chain);
    await device.dispose();
  },
  'exit during a run': async () => {
    void read(chain);
    setTimeout(() => process.exit(3), 50);
  },
  'throw during a run': async () => {
    void read(chain);
    setTimeout(() => {
      throw new RangeError('of the program');
    }, 50);
  },
  'exit while it opens': async () => {
    await device.dispose();
    void openDevice('onnxruntime', { worker: true });
    setTimeout(() => process.exit(3), 30);
  },
};

await ENDS[process.argv[2]!]!();
