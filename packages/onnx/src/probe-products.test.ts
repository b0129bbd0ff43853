import { describe, expect, it } from 'vitest';
import type { GraphRunner } from './graph-runner.ts';
import { probeProducts } from './probe-products.ts';
import { RemoteRunner } from './remote-runner.test.helper.ts';
import { PlainRunner } from './testing.ts';

describe('probeProducts', () => {
  it.each(['float32', 'rounded', 'float16'] as const)(
    'passes where the runtime computes right, %s',
    async (precision) => {
      await expect(probeProducts(new PlainRunner(), precision)).resolves.toBeUndefined();
    },
  );

  it('leaves nothing behind', async () => {
    const runner = new RemoteRunner();
    await probeProducts(runner);
    expect(runner.held.size).toBe(0);
  });

  it('fails where it does not, or not at all', async () => {
    const wrong = new PlainRunner();
    const tensor = wrong.tensor.bind(wrong);
    wrong.tensor = (dtype, data, shape) => tensor(dtype, (data as Float32Array).map(Math.abs), shape);
    await expect(probeProducts(wrong)).rejects.toThrow(
      /^onnxruntime-node: computes \[[\d,]+\] where \[[\d,]+\] is right$/,
    );
    const refusing: GraphRunner = new PlainRunner();
    refusing.compile = () => Promise.reject(new RangeError('no adapter'));
    await expect(probeProducts(refusing)).rejects.toThrow('no adapter');
  });
});
