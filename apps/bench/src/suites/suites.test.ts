import { models } from '@cv/zoo';
import { expect, it } from 'vitest';
import { comparisonTitle } from './suite.ts';
import { suites } from './suites.ts';

it.each([...suites.values()].map((suite) => [suite.name, suite] as const))('%s: names are unique', (name, suite) => {
  const titles = suite.comparisons.map(comparisonTitle);
  expect(new Set(titles).size).toBe(titles.length);
  expect(suites.get(name)).toBe(suite);
});

it('all has what the others but smoke have, and what travels to a process survives it', () => {
  const all = suites.get('all')!.comparisons;
  const others = [...suites.values()]
    .filter(({ name }) => name !== 'all' && name !== 'smoke')
    .flatMap(({ comparisons }) => comparisons);
  expect(all).toEqual(others);
  expect(JSON.parse(JSON.stringify(all))).toEqual(all);
});

it('gives the networks that the catalogue has their own shapes', () => {
  for (const { work } of suites.get('all')!.comparisons) {
    if (work.task === 'evaluation' || work.task === 'image') continue;
    const entry = Object.values(models).find(({ id }) => id === work.model);
    if (entry === undefined) continue; // not built yet: the benchmark says so when it runs
    expect([work.model, work.input, work.classes]).toEqual([entry.id, entry.inputShape, entry.labels.length]);
  }
});
