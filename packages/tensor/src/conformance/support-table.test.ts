import { describe, expect, it } from 'vitest';
import type { CheckName } from './check.ts';
import { type ConformanceReport, type Gap, judge, reportOf } from './conformance-report.ts';
import { supportTable } from './support-table.ts';

/** A report of given checks: `!` marks those that fail. */
function report(device: string, ops: Readonly<Record<string, readonly string[]>>, gaps: Gap[] = []): ConformanceReport {
  const results = Object.entries(ops).flatMap(([op, checks]) =>
    judge(
      gaps,
      { op, name: op },
      checks.map((text) => ({
        check: text.replace('!', '') as CheckName,
        message: text.endsWith('!') ? 'wrong' : undefined,
      })),
    ),
  );
  return reportOf(device, results, gaps);
}

describe('supportTable', () => {
  it('says what works, and in footnotes what does not', () => {
    const reason = 'loses NaN';
    const gaps: Gap[] = [
      { op: 'relu', checks: ['value'], reason },
      { op: 'clip', checks: ['value', 'gradient'], reason },
      { op: 'erf', checks: ['value'], reason: 'no kernel' },
    ];
    const good = report('good', { relu: ['value', 'gradient'], clip: ['value', 'gradient'], floor: ['value'] });
    const bad = report(
      'bad',
      {
        relu: ['value', 'value!', 'gradient'],
        clip: ['value', 'gradient!'],
        floor: ['value', 'error!'],
        erf: ['value!'],
        program: ['value!'],
      },
      gaps,
    );
    expect(supportTable([good, bad])).toBe(`| op            | good            | bad                 |
| ------------- | --------------- | ------------------- |
| \`clip\`        | value, gradient | value [1]           |
| \`erf\`         | -               | no [2]              |
| \`floor\`       | value           | value [3]           |
| \`relu\`        | value, gradient | value, gradient [1] |
| checks passed | 5 of 5          | 4 of 9              |

1. loses NaN
2. no kernel
3. fails without a listed reason`);
  });
});
