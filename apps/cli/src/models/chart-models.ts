import { writeFileAtomic } from '@cv/backend-node';
import { OptionError } from '@cv/tensor/errors';
import type { ModelFacts } from './model-facts.ts';

/** The side of the pictures from which on a model is one for photographs, whose accuracies can be compared. */
const PHOTOGRAPHS = 200;

/**
 * Refuses a chart that could not be drawn, before any work for it.
 *
 * @throws OptionError when the file is no .svg, or no model has an accuracy to draw
 */
export function requireChart(rows: readonly ModelFacts[], path: string): void {
  if (!path.toLowerCase().endsWith('.svg')) throw new OptionError(`the chart is an .svg file, not '${path}'`, { path });
  if (rows.some(canBeDrawn)) return;
  throw new OptionError('none of these models has a published ImageNet accuracy to draw', { path });
}

/**
 * Writes the bubble chart of accuracy, cost and size: models for photographs with a published accuracy.
 *
 * @returns ids of the models that are left out
 * @throws OptionError where {@link requireChart} does
 */
export async function chartModels(rows: readonly ModelFacts[], path: string): Promise<string[]> {
  requireChart(rows, path);
  const drawn = rows.filter(canBeDrawn);
  const { bubbleChart } = await import('@cv/metrics/plot');
  const bubbles = drawn.map(({ entry, top1 }) => ({
    label: entry.id,
    x: entry.macs,
    y: top1!,
    size: entry.params,
    series: family(entry.id),
  }));
  const svg = await bubbleChart(bubbles, {
    title: 'ImageNet models: accuracy, cost and size',
    xTitle: 'multiply-accumulates of one picture',
    yTitle: 'top-1 (best published weights)',
    sizeTitle: 'parameters',
    yFormat: '.0%',
  });
  await writeFileAtomic(path, Buffer.from(svg));
  return rows.filter((row) => !drawn.includes(row)).map(({ entry }) => entry.id);
}

const canBeDrawn = ({ entry, top1 }: ModelFacts): boolean => top1 !== null && entry.inputShape[0] >= PHOTOGRAPHS;

const families = [
  ['VGG', /^vgg/],
  ['DenseNet', /^densenet/],
  ['ViT', /^(vit|deit)/],
  ['Inception', /^(googlenet|inception)/],
  ['ResNet', /res(net|next)/],
] as const;

const family = (id: string): string => families.find(([, pattern]) => pattern.test(id))?.[0] ?? 'small and early';
