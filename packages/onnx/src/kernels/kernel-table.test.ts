import { describe, expect, it } from 'vitest';
import { compositeTable } from './composite-table.ts';
import { kernelTable } from './kernel-table.ts';

describe('the kernel table', () => {
  it('has one row for each kernel', () => {
    for (const table of [kernelTable, compositeTable]) {
      const names = table.map((rule) => rule.kernel);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    }
  });
});
