import '@tensorflow/tfjs-backend-cpu';
import { dispose, ones, read } from '@cv/tensor';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { DropPath } from './drop-path.ts';

describe('DropPath', () => {
  const x = ones([400, 2, 3]);

  test('drops whole examples and scales the rest', async () => {
    const y = new DropPath(0.25).forward(x, { training: true, rng: new Rng(2) });
    const values = [...(await read(y))];
    const examples = Array.from({ length: 400 }, (_, i) => new Set(values.slice(6 * i, 6 * i + 6)));
    expect(examples.every((example) => example.size === 1)).toBe(true);
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    const dropped = examples.filter((example) => example.has(0)).length / 400;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.09); // 4 sigma
    dispose(y);
  });

  test('of 0, and in prediction, passes all', async () => {
    const all = [new DropPath().forward(x, { training: true }), new DropPath(0.5).forward(x)];
    for (const y of all) expect((await read(y)).every((value) => value === 1)).toBe(true);
    dispose(all);
  });

  test('without random numbers says what to pass', () => {
    expect(() => new DropPath(0.5).forward(x, { training: true })).toThrow('pass { training: true, rng }');
  });
});
