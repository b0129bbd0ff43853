import { clone, dispose, read, slice, sum, type Tensor, valueAndGrads, withPool } from '@cv/tensor';
import { OptionError } from '@cv/tensor/errors';
import { chooseModules } from '../capture/choose-modules.ts';
import type { Module } from '../module.ts';
import { requireImages } from '../require-images.ts';
import type { ReceptiveField } from './field-geometry.ts';
import { summary } from './summary.ts';

/** What {@link effectiveReceptiveField} gives: plain data. */
export interface EffectiveReceptiveField {
  /** Name of the layer that was looked at. */
  readonly layer: string;
  /**
   * `[H, W]` of the input, row by row: the absolute gradient of the middle place of the layer's output, summed over its channels, by each pixel; mean over
   * pictures and channels, divided by the largest. All 0 where no pixel counts.
   */
  readonly map: Float32Array;
  readonly height: number;
  readonly width: number;
  /** Side of a square of as many pixels as count more than 1 - 0.9545 (two deviations of a Gaussian) of the largest. */
  readonly sizePx: number;
  /** What the layer can see in theory; null where that is not known. */
  readonly theoretical: ReceptiveField | null;
}

const TWO_DEVIATIONS = 0.9545;

/**
 * The effective receptive field: which pixels the middle of a layer's output really depends on. Most of the theoretical one counts next to nothing; what does
 * count looks like a Gaussian, and grows with the square root of the depth.
 *
 * @param model any module tree; run as a prediction, its parameters stay as they are.
 * @param x float32 `[N, H, W, C]`, pictures or noise to average over; borrowed. With ReLUs a single one shows a rugged field.
 * @param options.layer name of a module as in `namedModules()`; the last that gives images when left out. Its first run counts.
 * @throws OptionError when there is no such layer, it does not run, or gives no images; ShapeError when `x` has not four axes; what the model
 *   throws for this input.
 * @source Luo, Li, Urtasun, Zemel 2016: Understanding the effective receptive field in deep convolutional neural networks, sections 2 and 3
 * @example
 * ```ts
 * const noise = tensor(new Rng(1).fillNormal(new Float32Array(20 * 64 * 64 * 3)), [20, 64, 64, 3]);
 * const { sizePx, theoretical } = await effectiveReceptiveField(model, noise, { layer: 'layer2' });
 * ```
 */
export async function effectiveReceptiveField(
  model: Module,
  x: Tensor,
  { layer }: { layer?: string } = {},
): Promise<EffectiveReceptiveField> {
  requireImages(x, 'effectiveReceptiveField');
  const [, height, width, channels] = x.shape as [number, number, number, number];
  const { layers } = summary(model, [1, height, width, channels]);
  const name = layer ?? layers.findLast(({ outputShape }) => outputShape.length === 4)?.name.replace(/#\d+$/, '');
  if (name === undefined) throw new OptionError('effectiveReceptiveField: no layer of the model gives images');
  const [module] = chooseModules(model, [name], 'effectiveReceptiveField').keys();
  const map = perPixel(await middleGradient(x, { model, module: module!, name }), height * width, channels);
  const seen = map.reduce((count, value) => count + Number(value > 1 - TWO_DEVIATIONS), 0);
  const theoretical = layers.find((each) => each.name === name)?.receptiveField ?? null;
  return { layer: name, map, height, width, sizePx: Math.sqrt(seen), theoretical };
}

/** Gradient of the middle place of what the module gives when it first runs, summed over its channels, by the input. */
async function middleGradient(
  x: Tensor,
  { model, module, name }: { readonly model: Module; readonly module: Module; readonly name: string },
): Promise<ArrayLike<number>> {
  return withPool(async (pool) => {
    let picked: Tensor | undefined;
    const { value, grads } = valueAndGrads(() => {
      const capture = (each: Module, y: Tensor): void => {
        if (each === module) picked ??= pool.track(middle(y, name));
      };
      dispose(model.forward(x, { training: false, capture }));
      if (picked !== undefined) return clone(picked);
      throw new OptionError(`effectiveReceptiveField: the forward pass did not go through '${name}'`, {
        received: name,
      });
    }, [x]);
    for (const each of [value, ...grads]) pool.track(each);
    return (await read(grads[0]!)) as Float32Array;
  });
}

/** Of every picture at once: they do not see each other. */
function middle(y: Tensor, name: string): Tensor {
  const [batch, height, width, channels] = y.shape;
  if (y.shape.length !== 4) {
    const shape = `[${y.shape.join(', ')}]`;
    throw new OptionError(`effectiveReceptiveField: '${name}' gives ${shape}, expected images [N, H, W, C]`, {
      received: name,
    });
  }
  return sum(slice(y, { begin: [0, height! >> 1, width! >> 1, 0], size: [batch!, 1, 1, channels!] }));
}

/** Absolute values added up over pictures and channels, divided by the largest sum. */
function perPixel(gradient: ArrayLike<number>, pixels: number, channels: number): Float32Array {
  const sums = new Float64Array(pixels);
  for (let at = 0; at < gradient.length; at++) {
    sums[Math.floor(at / channels) % pixels]! += Math.abs(gradient[at]!);
  }
  const largest = sums.reduce((most, value) => Math.max(most, value), 0);
  return Float32Array.from(sums, (value) => (largest > 0 ? value / largest : 0));
}
