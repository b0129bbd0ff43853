import { describe, expect, it } from 'vitest';
import { isPattern, modelPattern } from './model-pattern.ts';

describe('modelPattern', () => {
  it('fits whole names: * any characters, ? one, all others themselves', () => {
    const fits = (pattern: string, name: string): boolean => modelPattern(pattern).test(name);
    expect(['resnet', 'resnet50', 'wide_resnet50_2'].map((name) => fits('resnet*', name))).toEqual([true, true, false]);
    expect(['resnet1', 'resnet18', 'resnet110'].map((name) => fits('resnet1?', name))).toEqual([false, true, false]);
    expect(['a.b', 'axb'].map((name) => fits('a.b', name))).toEqual([true, false]);
    expect(['(x', '[a-z]', 'a'].map((name) => fits('[a-z]', name))).toEqual([false, true, false]);
    expect(['resnet*', 'resnet?', 'resnet50'].map(isPattern)).toEqual([true, true, false]);
  });
});
