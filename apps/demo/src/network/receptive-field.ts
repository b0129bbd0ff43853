import type { MapShape, Region, Step } from './step.ts';

/** The cells of the step before that reach into a region of this one, cut to the map; everything for a linear layer. */
export function regionBefore(step: Step, region: Region, before: MapShape): Region {
  const [height, width] = before;
  if (step.kind === 'input') return region;
  if (step.kind === 'linear') return { top: 0, left: 0, height, width };
  const { kernelSize, stride, padding } = step;
  const dilation = step.kind === 'conv' ? step.dilation : [1, 1];
  const [top, bottom] = span(region.top, region.height, 0, height);
  const [left, right] = span(region.left, region.width, 1, width);
  return { top, left, height: bottom - top, width: right - left };

  function span(first: number, count: number, axis: 0 | 1, limit: number): readonly [number, number] {
    const start = first * stride[axis] - padding[axis];
    const end = (first + count - 1) * stride[axis] - padding[axis] + (kernelSize[axis] - 1) * dilation[axis]! + 1;
    return [Math.max(0, start), Math.min(limit, end)];
  }
}

/**
 * For each step down to the input: the region of it that a region of the last step depends on.
 * @param steps from the input up to the step in question
 * @returns as many regions, in the order of the steps
 */
export function receptiveField(steps: readonly Step[], region: Region): Region[] {
  const regions = [region];
  for (let i = steps.length - 1; i > 0; i--) regions.unshift(regionBefore(steps[i]!, regions[0]!, steps[i - 1]!.shape));
  return regions;
}
