import { type ConformanceReport, describeConformance, supportTable } from '@cv/tensor/conformance';
import { describe, it } from 'vitest';
import { openDevice } from './devices/open-device.ts';

const reports: ConformanceReport[] = [];
describe.each(['wasm', 'webgl', 'webgpu'] as const)('%s', (name) => {
  describeConformance(() => openDevice(name), { describe, it, gaps: [], onReport: (report) => reports.push(report) });
});
