import '@tensorflow/tfjs-backend-cpu';
import { dispose, read, tensor } from '@cv/tensor';
import { describe, expect, test } from 'vitest';
import { Flatten } from './flatten.ts';

describe('Flatten', () => {
  test('orders channel by channel', async () => {
    const x = tensor(Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40), [1, 2, 2, 2]);
    const y = new Flatten().forward(x);
    expect(y.shape).toEqual([1, 8]);
    expect([...(await read(y))]).toEqual([1, 2, 3, 4, 10, 20, 30, 40]);
    dispose([x, y]);
  });

  test('keeps vectors and maps of one place, and takes volumes', async () => {
    const flatten = new Flatten();
    const vector = tensor(Float32Array.of(1, 2), [1, 2]);
    const place = tensor(Float32Array.of(1, 2), [1, 1, 1, 2]);
    const volume = tensor(Float32Array.of(1, 10, 2, 20), [1, 2, 1, 1, 2]);
    const outputs = [flatten.forward(vector), flatten.forward(place), flatten.forward(volume)] as const;
    expect([...(await read(outputs[0]))]).toEqual([1, 2]);
    expect([...(await read(outputs[1]))]).toEqual([1, 2]);
    expect([...(await read(outputs[2]))]).toEqual([1, 2, 10, 20]);
    dispose([vector, place, volume, ...outputs]);
  });
});
