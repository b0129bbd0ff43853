import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KNOWN_GAPS, SUITE_SIZE } from './known-gaps.ts';
import { suiteTable } from './suite-table.ts';

/** The formatter pads the columns of tables. */
const unaligned = (text: string): string => text.replace(/ *\| */g, '|').replace(/-+/g, '-');

describe('the table of the tfjs-core suite in the README', () => {
  it('is the one that the suite insists on', () => {
    const skipped = KNOWN_GAPS.reduce((sum, { specs }) => sum + specs, 0);
    const { specs, pending } = SUITE_SIZE;
    const table = suiteTable({ passed: specs - pending - skipped, pending, skipped: KNOWN_GAPS, failed: 0 });
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(unaligned(readme)).toContain(unaligned(table));
  });
});
