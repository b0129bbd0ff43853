import { add, dispose, read, tensor } from '@cv/tensor';
import { openDevice } from '../index.ts';

// A worker of the page's own in which the package is used as in a page.

const scope = self as unknown as {
  postMessage(answer: string): void;
  onmessage: ((event: MessageEvent<'webgpu' | 'wasm' | 'webgl' | 'cpu'>) => void) | null;
};

async function five(name: 'webgpu' | 'wasm' | 'webgl' | 'cpu'): Promise<string> {
  const device = await openDevice(name);
  const [a, b] = [tensor([2]), tensor([3])];
  const sum = add(a, b);
  const [value] = await read(sum);
  dispose([a, b, sum]);
  await device.dispose();
  return `${name} ${value}`;
}

scope.onmessage = ({ data }) => {
  void five(data).then(
    (answer) => scope.postMessage(answer),
    (error: unknown) => scope.postMessage(String(error)),
  );
};
