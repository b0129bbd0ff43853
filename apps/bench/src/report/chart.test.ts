import sharp from 'sharp';
import { expect, it } from 'vitest';
import { chart } from './chart.ts';
import { environmentOf } from './environment.ts';
import type { Report } from './report.ts';

const row = (work: string, peerName: string, ratio: number): Report['rows'][number] => {
  return { work, ours: ratio, peer: 1, peerName, ratio, ratioRange: { q1: ratio * 0.9, q3: ratio * 1.1 }, unit: 'ms' };
};
const rows = [
  row('lenet5 training step, batch 64', 'PyTorch eager', 0.81),
  row('lenet5 training step, batch 64', 'tfjs <wasm>', 0.031),
  row('resnet20 training step, batch 64', 'PyTorch eager', 1.25),
];
const report: Report = {
  suite: 'engine',
  rows,
  measurements: [],
  leftOut: [],
  disturbed: [],
  environment: { ...environmentOf(2), cpu: 'A & B' },
};

it('tells every ratio, in a description and at its point, and names works and peers', async () => {
  const svg = await chart(report);
  expect(svg).toMatch(/^<svg role="img" [^>]*><title>engine: ours \/ peer<\/title><desc>/);
  expect(svg.match(/lenet5 training step, batch 64: ours \/ tfjs &lt;wasm&gt; is 0\.0310/g)).toHaveLength(2);
  for (const text of ['PyTorch eager', 'resnet20 training step, batch 64', '0.810', '1.25']) {
    expect(svg).toContain(`>${text}</text>`);
  }
});

it('places ratios on a log axis around the line of 1.0', async () => {
  const svg = await chart(report);
  const x = (label: string): number =>
    Number(new RegExp(`aria-label="[^"]*${label} is[^>]*transform="translate\\(([\\d.]+),`).exec(svg)![1]);
  const places = [...svg.matchAll(/aria-label="[^"]* is ([\d.]+),[^>]*transform="translate\(([\d.]+),/g)];
  expect(places.map(([, ratio]) => ratio)).toEqual(['0.810', '0.0310', '1.25']);
  const [a, b, c] = places.map(([, , place]) => Number(place)) as [number, number, number];
  expect(x('tfjs &lt;wasm&gt;')).toBe(b);
  expect((a - b) / (c - a)).toBeCloseTo(Math.log(0.81 / 0.031) / Math.log(1.25 / 0.81), 1);
});

it('has every colour of the light scheme that it replaces in the dark one, and can be drawn', async () => {
  const svg = await chart(report);
  const [before, style, after] = svg.split(/<\/?style>/) as [string, string, string];
  const drawing = before + after;
  expect(style).toContain('prefers-color-scheme: dark');
  for (const [, attribute] of style.matchAll(/\[((?:fill|stroke)="#?\w+")\]/g)) expect(drawing).toContain(attribute);
  expect(drawing).toContain('fill="white"');
  const { width, height } = await sharp(Buffer.from(svg)).metadata();
  expect([width > 500, height > 100]).toEqual([true, true]);
});
