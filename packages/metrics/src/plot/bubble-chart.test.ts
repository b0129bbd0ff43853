import { describe, expect, it } from 'vitest';
import { MetricError } from '../metric-error.ts';
import { bubbleChart } from './bubble-chart.ts';
import { placeLabels } from './place-labels.ts';

const options = { title: 'Cost & use', xTitle: 'cost', yTitle: 'use', sizeTitle: 'weight' };

describe('bubbleChart', () => {
  it('draws a bubble and a label for each thing, in words too, for light and dark', async () => {
    const svg = await bubbleChart(
      [
        { label: 'a<b', x: 1e6, y: 0.5, size: 10, series: 'one' },
        { label: 'second', x: 1e9, y: 0.8, size: 40, series: 'two' },
      ],
      options,
    );
    expect(svg).toMatch(/^<svg role="img" /);
    expect(svg).toContain('<title>Cost &amp; use</title><desc>a&lt;b: cost 1000000, use 0.5, weight 10. second');
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg.match(/aria-roledescription="circle"/g)).toHaveLength(2);
    for (const text of ['>a&lt;b<', '>second<', '>cost<', '>use<', '>weight<', '>one<']) expect(svg).toContain(text);
    expect(svg).not.toContain('NaN');
  });

  it('has larger areas for larger sizes, and takes a single one and equal ones', async () => {
    const one = await bubbleChart([{ label: 'only', x: 3, y: 0, size: 0 }], options);
    expect(one).not.toContain('NaN');
    expect(one).not.toContain('>undefined<');
    const same = await bubbleChart(
      [1, 2].map((i) => ({ label: `n${i}`, x: 5, y: 5, size: 5 })),
      options,
    );
    expect(same).toContain('>n1<');
  });

  it('refuses nothing, and numbers that cannot stand on the axes', async () => {
    await expect(bubbleChart([], options)).rejects.toThrow(MetricError);
    for (const wrong of [{ x: 0 }, { y: Number.NaN }, { size: -1 }, { x: Number.POSITIVE_INFINITY }]) {
      const bubble = { label: 'odd', x: 1, y: 1, size: 1, ...wrong };
      await expect(bubbleChart([bubble], options)).rejects.toThrow(/^bubbleChart: odd has x/);
    }
  });
});

describe('placeLabels', () => {
  it('keeps labels apart and on the paper; those without room have none', () => {
    const paper = { width: 300, height: 200 };
    const discs = Array.from({ length: 60 }, (_, i) => ({
      x: (i * 47) % 300,
      y: (i * 31) % 200,
      radius: 3 + (i % 5),
      label: `label${i}`,
    }));
    const places = placeLabels(discs, paper);
    const boxes = places.flatMap((place, i) => {
      const half = (discs[i]!.label.length * 6.2) / 2;
      return place === null
        ? []
        : [{ left: place.x - half, right: place.x + half, top: place.y - 6.5, bottom: place.y + 6.5 }];
    });
    expect(boxes.length).toBeGreaterThan(5);
    expect(boxes.length).toBeLessThan(60);
    for (const [i, a] of boxes.entries()) {
      expect(a.left >= 0 && a.right <= 300 && a.top >= 0 && a.bottom <= 200).toBe(true);
      for (const b of boxes.slice(i + 1)) {
        expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(false);
      }
    }
  });
});
