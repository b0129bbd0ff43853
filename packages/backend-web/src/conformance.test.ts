import { type ConformanceReport, describeConformance, type Gap, supportTable } from '@cv/tensor/conformance';
import { describe, expect, it } from 'vitest';
import { server } from 'vitest/browser';
import type { DeviceName } from './devices/device-provider.ts';
import { openDevice } from './devices/open-device.ts';
import { webglGaps, webgpuGaps } from './testing/conformance-gaps.ts';

interface Conforming {
  readonly name: DeviceName;
  readonly worker: boolean;
  readonly gaps: readonly Gap[];
}

/** `cpu` is the same as in Node, but for the worker. */
const DEVICES: readonly Conforming[] = [
  { name: 'webgpu', worker: false, gaps: webgpuGaps },
  { name: 'wasm', worker: false, gaps: [] },
  { name: 'webgl', worker: false, gaps: webglGaps },
  { name: 'webgpu', worker: true, gaps: webgpuGaps },
  { name: 'wasm', worker: true, gaps: [] },
  { name: 'cpu', worker: true, gaps: [] },
];

/** From the package, and from this file. */
const README = '../tensor/README.md';
const SNAPSHOT = `../${README}`;
const BEGIN = '<!-- support-web:begin -->\n';
const END = '\n<!-- support-web:end -->';

const reports: ConformanceReport[] = [];

describe.each(DEVICES)('$name, worker $worker', ({ name, worker, gaps }) => {
  describeConformance(() => openDevice(name, { worker }), {
    describe,
    it,
    gaps,
    onReport: (report) => {
      if (!worker) reports.push(report);
    },
  });

  it('ends', async () => {
    await (await openDevice(name, { worker })).dispose();
  });
});

describe('the README of @cv/tensor', () => {
  it('shows what works where (`pnpm --filter @cv/backend-web support-table` writes it)', async () => {
    expect(reports.map(({ device }) => device)).toEqual(['webgpu', 'wasm', 'webgl']);
    const page = await server.commands.readFile(README);
    const [begin, end] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
    expect(end).toBeGreaterThanOrEqual(begin);
    await expect(page.slice(0, begin) + supportTable(reports) + page.slice(end)).toMatchFileSnapshot(SNAPSHOT);
  });
});
