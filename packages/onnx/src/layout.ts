import type { ValueSpec } from './lazy-value.ts';
import { sameShape } from './same-shape.ts';

/** Memory orders of a rank-4 value: [N, H, W, C]; [N, C, H, W]; [N, C / B, H, W, B]. */
type Layout = 'plain' | 'channelsFirst' | 'blocked';

/** Names of one value in the graph, by layout. */
export type LayoutForms = Partial<Record<Layout, string>>;

/** True when the channels-first form exists or is nearer than tfjs's order. */
export function isNearChannelsFirst({ plain, channelsFirst, blocked }: LayoutForms): boolean {
  return channelsFirst !== undefined || (blocked !== undefined && plain === undefined);
}

/** True for numbers that broadcast over every layout: scalars, and vectors along the channels. */
function broadcastsAlongChannels({ shape }: ValueSpec, channels: number): boolean {
  const size = shape.reduce((product, length) => product * length, 1);
  return size === 1 || (size === channels && shape.at(-1) === channels);
}

/**
 * The layout in which an element-by-element operation needs the fewest reorderings.
 *
 * @param formsOf what exists of a value
 */
export function layoutSpread<T extends ValueSpec>(
  inputs: readonly T[],
  output: ValueSpec,
  formsOf: (value: T) => LayoutForms,
): Layout {
  if (output.shape.length !== 4 || inputs.some(({ shape }) => shape.length > 1 && shape.length !== 4)) return 'plain';
  const full = inputs.filter(({ shape }) => shape.length === 4 && sameShape(shape, output.shape));
  const ready = (layout: Layout): number => full.filter((input) => formsOf(input)[layout] !== undefined).length;
  const others = inputs.filter((input) => !full.includes(input));
  const floats = output.dtype === 'float32' && inputs.every(({ dtype }) => dtype === 'float32');
  const blocks = floats && others.every((value) => broadcastsAlongChannels(value, output.shape[3]!));
  if (blocks && ready('blocked') > 0 && 2 * ready('blocked') >= full.length) return 'blocked';
  const nearFirst = full.filter((input) => isNearChannelsFirst(formsOf(input))).length;
  return nearFirst > 0 && 2 * nearFirst >= full.length ? 'channelsFirst' : 'plain';
}
