import type { Detection } from '@cv/zoo/detect';
import { expect, test } from 'vitest';
import { boxesSvg } from './boxes-svg.ts';

const box = (own: Partial<Detection>): Detection => ({
  label: 'dog',
  index: 16,
  score: 0.756,
  x: 50,
  y: 60,
  width: 40,
  height: 30,
  ...own,
});
const size = { width: 240, height: 240 };

/** The attributes of every element of a kind. */
const elements = (svg: string, kind: string): Record<string, string>[] =>
  [...svg.matchAll(new RegExp(`<${kind} ([^>]*)>`, 'g'))].map(([, text]) =>
    Object.fromEntries([...text!.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!])),
  );

test('draws a frame, and above it the label with the score', () => {
  const svg = boxesSvg(size, [box({})]);
  const [frame, ground] = elements(svg, 'rect');
  expect(frame).toMatchObject({ x: '50', y: '60', width: '40', height: '30', fill: 'none' });
  expect(ground).toMatchObject({ x: '49', fill: frame!.stroke });
  expect(Number(ground!.y) + Number(ground!.height)).toBe(60);
  expect(svg).toContain('>dog 76 %</text>');
});

test('names stay in the picture: below the upper edge, left of the right one', () => {
  const [, , high, right] = elements(boxesSvg(size, [box({ x: 230, width: 10 }), box({ y: 2 })]), 'rect');
  expect(Number(high!.y)).toBe(2);
  expect(Number(right!.x) + Number(right!.width)).toBeLessThanOrEqual(240);
  const [, tiny] = elements(boxesSvg({ width: 8, height: 8 }, [box({ x: 1, y: 1 })]), 'rect');
  expect(tiny).toMatchObject({ x: '0', y: '1' });
});

test('classes have colours of their own, the best box lies on top, names above all frames', () => {
  const svg = boxesSvg(size, [box({ index: 1, label: 'best' }), box({ index: 2, label: 'worse' })]);
  const colors = elements(svg, 'rect').map(({ stroke, fill }) => stroke ?? fill);
  expect(new Set(colors).size).toBe(2);
  expect(colors.slice(0, 2)).toEqual(colors.slice(2));
  expect(svg.indexOf('worse')).toBeLessThan(svg.indexOf('best'));
  expect(svg.lastIndexOf('stroke=')).toBeLessThan(svg.indexOf('<text'));
});

test('a label is text, whatever stands in it', () => {
  const svg = boxesSvg(size, [box({ label: '<b> & "c"\u0007\n' })]);
  expect(svg).toContain('>&lt;b&gt; &amp; "c" 76 %</text>');
});
