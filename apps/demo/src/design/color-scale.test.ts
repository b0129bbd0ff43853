import { describe, expect, it } from 'vitest';
import { type ColorScale, colorScale, scaleColor } from './color-scale.ts';
import { CATEGORIES, DIVERGING, SEQUENTIAL, SURFACES } from './data-colors.ts';
import { colorDistance, fromOklab, parseHex, type Rgb, toLinear, toOklab } from './oklab.ts';

const at = (scale: ColorScale, step: number): Rgb => [scale[3 * step]!, scale[3 * step + 1]!, scale[3 * step + 2]!];
const lightness = (scale: ColorScale): number[] =>
  Array.from({ length: 256 }, (_, step) => toOklab(at(scale, step))[0]);

/** Relative luminance and contrast of WCAG 2. */
const luminance = ([r, g, b]: Rgb): number => 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b);
function contrast(first: Rgb, second: Rgb): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/**
 * What full colour blindness makes of linear light, red and green kind.
 * Machado, Oliveira and Fernandes 2009, A physiologically-based model for simulation of color vision deficiency, severity 1.
 */
const BLINDNESS = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function seenBy(kind: keyof typeof BLINDNESS, rgb: Rgb): Rgb {
  const m = BLINDNESS[kind];
  const light = rgb.map(toLinear);
  return [0, 3, 6].map((row) => {
    const value = Math.min(1, Math.max(0, m[row]! * light[0]! + m[row + 1]! * light[1]! + m[row + 2]! * light[2]!));
    return 255 * (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);
  }) as unknown as Rgb;
}

it('goes to OKLab and back', () => {
  for (const hex of ['#000000', '#ffffff', '#0072b2', '#d55e00', '#f0e442']) {
    const rgb = parseHex(hex);
    for (const [i, channel] of fromOklab(toOklab(rgb)).entries()) expect(channel).toBeCloseTo(rgb[i]!, 1);
  }
  expect(toOklab([255, 255, 255])[0]).toBeCloseTo(1, 4);
});

it('a scale begins and ends with its anchors', () => {
  const scale = colorScale(['#000000', '#0072b2', '#ffffff']);
  expect(scaleColor(scale, 0)).toBe('rgb(0 0 0)');
  expect(scaleColor(scale, 1)).toBe('rgb(255 255 255)');
  expect(scaleColor(scale, -3)).toBe('rgb(0 0 0)');
});

/** Largest step over smallest, of steps of 10. */
function unevenness(scale: ColorScale, from: number, to: number): number {
  const distances: number[] = [];
  for (let step = from; step + 10 <= to; step += 10) {
    distances.push(colorDistance(toOklab(at(scale, step)), toOklab(at(scale, step + 10))));
  }
  return Math.max(...distances) / Math.min(...distances);
}

it('equal steps look equally large', () => {
  expect(unevenness(SEQUENTIAL, 0, 255)).toBeLessThan(1.25);
  for (const scale of Object.values(DIVERGING)) {
    expect(unevenness(scale, 0, 127)).toBeLessThan(1.25);
    expect(unevenness(scale, 128, 255)).toBeLessThan(1.25);
    expect(at(scale, 127)).toEqual(at(scale, 128)); // the middle is in the middle
  }
});

it('the sequential scale gets lighter all the way: it reads without colour', () => {
  const values = lightness(SEQUENTIAL);
  for (const [i, value] of values.slice(1).entries()) expect(value).toBeGreaterThan(values[i]! - 0.002);
  expect(values[255]! - values[0]!).toBeGreaterThan(0.75);
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const surface = parseHex(SURFACES[theme]);

  it('categories stand out from the surface by 3 : 1', () => {
    for (const color of CATEGORIES[theme]) expect(contrast(parseHex(color), surface)).toBeGreaterThanOrEqual(3);
  });

  it.each(Object.keys(BLINDNESS) as (keyof typeof BLINDNESS)[])('categories differ under %s', (kind) => {
    const seen = CATEGORIES[theme].map((color) => toOklab(seenBy(kind, parseHex(color))));
    seen.forEach((color, i) => {
      for (const other of seen.slice(i + 1)) expect(colorDistance(color, other)).toBeGreaterThan(0.06);
    });
  });

  it('the middle of the diverging scale sinks into the surface; its ends do not', () => {
    const scale = DIVERGING[theme];
    expect(contrast(at(scale, 128), surface)).toBeLessThan(1.25);
    expect(contrast(at(scale, 0), surface)).toBeGreaterThan(4.5);
    expect(contrast(at(scale, 255), surface)).toBeGreaterThan(4.5);
  });

  it.each(Object.keys(BLINDNESS) as (keyof typeof BLINDNESS)[])('below and above zero differ under %s', (kind) => {
    const scale = DIVERGING[theme];
    for (const step of [16, 64, 100]) {
      const [low, high] = [step, 255 - step].map((one) => toOklab(seenBy(kind, at(scale, one))));
      expect(colorDistance(low!, high!)).toBeGreaterThan(0.05);
    }
  });
});
