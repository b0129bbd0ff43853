import { type ColorScale, colorScale, divergingScale } from './color-scale.ts';
import type { Theme } from './theme.ts';

/** Surfaces that data are drawn on; the same as `--surface` in tokens.css. */
export const SURFACES: Readonly<Record<Theme, string>> = { light: '#ffffff', dark: '#1a202a' };

/**
 * Colours of categories, in the order in which they are used: those of Okabe and Ito that stand out from the surface by 3 : 1.
 * @source Okabe and Ito 2008, Color universal design
 */
export const CATEGORIES: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#0072b2', '#d55e00', '#009e73', '#000000'],
  dark: ['#56b4e9', '#e69f00', '#009e73', '#cc79a7', '#f0e442'],
};

/** For values from 0 up: dark to light, so that it reads without colour too. */
export const SEQUENTIAL: ColorScale = colorScale(['#10131a', '#26336b', '#2a6f97', '#56a98e', '#c9d67f', '#fdf6cf']);

/** For values around 0: blue below, orange above, and the neutral middle sinks into the theme's surface. */
export const DIVERGING: Readonly<Record<Theme, ColorScale>> = {
  light: divergingScale(['#0b3c78', '#4a90c9', '#f4f2ec'], ['#f4f2ec', '#e08a3c', '#7d2d05']),
  dark: divergingScale(['#9fd6ff', '#3b7fb8', '#20262f'], ['#20262f', '#c0702a', '#ffd09b']),
};
