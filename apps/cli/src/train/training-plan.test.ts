import { OptionError } from '@cv/tensor/errors';
import { describe, expect, it } from 'vitest';
import { commandOf, recipe, recipeOf, requireSamePlan, type TrainingPlan } from './training-plan.ts';

const plan: TrainingPlan = { ...recipe, device: 'onnxruntime', threads: 2 };
const all = new Set(Object.keys(plan));

describe('a training plan', () => {
  it('is picked from the options', () => {
    const options = { ...recipe, lr: 1, data: 'here', out: 'there' };
    expect(recipeOf(options)).toEqual({ ...recipe, lr: 1 });
  });

  it('says its command, and what is seldom used only when it is', () => {
    const start =
      'cv train --data <mnist dir> --model lenet5 --epochs 15 --batch-size 64 --lr 0.003 --augment on --seed 1';
    expect(commandOf(plan)).toBe(`${start} --device onnxruntime --threads 2`);
    expect(commandOf({ ...plan, holdOut: 100, weightsDtype: 'float16' })).toBe(
      `${start} --device onnxruntime --threads 2 --hold-out 100 --weights-dtype float16`,
    );
  });

  it('refuses options that were typed and differ, whichever they are', () => {
    expect(() => requireSamePlan(plan, { ...plan }, all)).not.toThrow();
    for (const key of all) {
      const other = { ...plan, [key]: 'other' };
      expect(() => requireSamePlan(plan, other, all), key).toThrow(OptionError);
      expect(() => requireSamePlan(plan, other, new Set()), key).not.toThrow();
    }
    expect(() => requireSamePlan(plan, { ...plan, batchSize: 32, weightsDtype: 'float16' }, all)).toThrow(
      'planned differently: --batch-size 64 there, 32 here; --weights-dtype float32 there, float16 here;',
    );
  });
});
