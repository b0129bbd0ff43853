import { dispose, matmul, read, relu, scope, type Tensor, tensor } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { openDevice } from '../devices/open-device.ts';
import { compile } from './compile.ts';

describe('compile', () => {
  it.each(['onnxruntime', 'wasm', 'cpu'] as const)('takes a model of the device %s', async (name) => {
    const device = await openDevice(name);
    const weight = tensor([1, -2, 3, 4], [2, 2]);
    const model = { forward: (x: Tensor): Tensor => relu(matmul(x, weight)) };
    const compiled = await compile(model, { inputShape: [1, 2], threads: 1 });
    const x = tensor([1, 2, -3, 4, 5, 6], [3, 2]);
    const own = scope(() => model.forward(x));
    const { data, shape } = await compiled.run(x);
    expect(shape).toEqual([3, 2]);
    expect([...data]).toEqual([...(await read(own))]);
    expect((await compiled.run(Float32Array.of(1, 0))).data).toEqual(Float32Array.of(1, 0));
    dispose([weight, x, own]);
    await compiled.dispose();
    await device.dispose();
  });

  it('refuses wrong options by its own name', async () => {
    const device = await openDevice('cpu');
    const compiling = compile((x) => relu(x), { inputShape: [1, 2], threads: 0 });
    await expect(compiling).rejects.toThrow(OptionError);
    await expect(compiling).rejects.toThrow(/^compile: threads expects/);
    await device.dispose();
  });
});
