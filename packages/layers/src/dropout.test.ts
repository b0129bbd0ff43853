import '@tensorflow/tfjs-backend-cpu';
import { dispose, ones, read } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { Rng } from '@cv/tensor/rng';
import { describe, expect, test } from 'vitest';
import { Dropout } from './dropout.ts';

describe('Dropout', () => {
  const x = ones([4000]);

  test('zeroes a share p and scales the rest', async () => {
    const y = new Dropout(0.25).forward(x, { training: true, rng: new Rng(2) });
    const values = [...(await read(y))];
    expect(new Set(values)).toEqual(new Set([0, Math.fround(1 / 0.75)]));
    const dropped = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(dropped - 0.25)).toBeLessThan(0.03); // 4 sigma
    dispose(y);
  });

  test('draws a new mask each time, the same from the same seed', async () => {
    const masks = async () => {
      const context = { training: true, rng: new Rng(2) };
      const both = [new Dropout().forward(x, context), new Dropout().forward(x, context)] as const;
      const values = [[...(await read(both[0]))], [...(await read(both[1]))]];
      dispose([...both]);
      return values;
    };
    const [first, second] = await masks();
    expect(first).not.toEqual(second);
    expect(await masks()).toEqual([first, second]);
  });

  test('of 0 passes all, of 1 nothing', async () => {
    const context = { training: true, rng: new Rng(2) };
    const [all, none] = [new Dropout(0).forward(x, context), new Dropout(1).forward(x, context)];
    expect([...(await read(all))].every((value) => value === 1)).toBe(true);
    expect([...(await read(none))].every((value) => value === 0)).toBe(true);
    dispose([all, none]);
  });

  test('without random numbers says what to pass', () => {
    expect(() => new Dropout(0.5).forward(x, { training: true })).toThrow(OptionError);
    expect(() => new Dropout(0.5).forward(x, { training: true })).toThrow('pass { training: true, rng }');
  });
});
