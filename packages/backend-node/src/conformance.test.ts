import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ConformanceReport, describeConformance, type Gap, supportTable, wasmGaps } from '@cv/tensor/conformance';
import { describe, expect, it } from 'vitest';
import { openDevice } from './devices/open-device.ts';

/** The devices that are there on every machine, and what is known to be wrong with each. */
const GAPS: Readonly<Record<'onnxruntime' | 'wasm' | 'cpu', readonly Gap[]>> = {
  onnxruntime: [],
  wasm: wasmGaps,
  cpu: [],
};

const README = fileURLToPath(new URL('../../tensor/README.md', import.meta.url));
const BEGIN = '<!-- support:begin -->\n';
const END = '\n<!-- support:end -->';

const reports: ConformanceReport[] = [];

describe.each(Object.keys(GAPS) as (keyof typeof GAPS)[])('%s', (name) => {
  describeConformance(() => openDevice(name), {
    describe,
    it,
    gaps: GAPS[name],
    onReport: (report) => reports.push(report),
  });
});

describe('the README of @cv/tensor', () => {
  it('shows what works where (`pnpm --filter @cv/backend-node support-table` writes it)', async () => {
    expect(reports.map(({ device }) => device)).toEqual(Object.keys(GAPS));
    const page = readFileSync(README, 'utf8');
    const [begin, end] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
    expect(end).toBeGreaterThanOrEqual(begin);
    await expect(page.slice(0, begin) + supportTable(reports) + page.slice(end)).toMatchFileSnapshot(README);
  });
});
