import { AvgPool2d, Conv2d, Flatten, Linear, MaxPool2d, type Module, ReLU, Tanh } from '@cv/layers';
import type { Rng } from '@cv/tensor/rng';

/** A row of a LeNet table: a convolution C, a subsampling S, or a fully connected layer F. */
export type LeNetRow =
  | { readonly layer: 'C'; readonly maps: number; readonly kernel: number; readonly padding?: number }
  | { readonly layer: 'S'; readonly size: number }
  | { readonly layer: 'F'; readonly units: number };

/** What stands behind each convolution and fully connected layer, and what subsamples. */
export interface LeNetStyle {
  readonly activation: 'relu' | 'tanh';
  readonly pool: 'max' | 'average';
}

/** `maps` feature maps of `size` x `size`; a vector is a stack of maps of one value. */
export interface MapShape {
  readonly maps: number;
  readonly size: number;
}

/** The shape that a row makes of its input. */
export function shapeAfter(row: LeNetRow, { maps, size }: MapShape): MapShape {
  if (row.layer === 'C') return { maps: row.maps, size: size + 2 * (row.padding ?? 0) - row.kernel + 1 };
  if (row.layer === 'S') return { maps, size: Math.floor(size / row.size) };
  return { maps: row.units, size: 1 };
}

/**
 * The modules of a row with their names.
 * @param options.name the next name of a kind: `conv1`, `conv2`, ...
 * @param options.style activation and pool
 * @param options.rng each layer draws from a stream split off by its name.
 */
export function rowModules(
  row: LeNetRow,
  { maps, size }: MapShape,
  { name, rng, style }: { name: (kind: string) => string; rng: Rng; style: LeNetStyle },
): [string, Module][] {
  if (row.layer === 'S')
    return [[name('pool'), style.pool === 'max' ? new MaxPool2d(row.size) : new AvgPool2d(row.size)]];
  const activation = (): [string, Module] => [
    name(style.activation),
    style.activation === 'relu' ? new ReLU() : new Tanh(),
  ];
  if (row.layer === 'C') {
    const { kernel: kernelSize, padding = 0 } = row;
    const conv = name('conv');
    return [[conv, new Conv2d(maps, row.maps, { kernelSize, padding, rng: rng.split(conv) })], activation()];
  }
  const fc = name('fc');
  const layers: [string, Module][] = [
    [fc, new Linear(maps * size * size, row.units, { rng: rng.split(fc) })],
    activation(),
  ];
  return size === 1 ? layers : [['flatten', new Flatten()], ...layers];
}
