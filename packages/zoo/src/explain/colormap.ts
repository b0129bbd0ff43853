import { rgb } from 'd3-color';
import {
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic';

/** Colours for 0 to 1, by matplotlib's names: `turbo` from blue to red, the others from dark to light; `gray` from black to white. */
export type Colormap = 'turbo' | 'viridis' | 'inferno' | 'magma' | 'plasma' | 'gray';

/** The maps, by name: CSS colours for 0 to 1. */
export const colormaps: Readonly<Record<Colormap, (value: number) => string>> = {
  turbo: interpolateTurbo,
  viridis: interpolateViridis,
  inferno: interpolateInferno,
  magma: interpolateMagma,
  plasma: interpolatePlasma,
  gray: (value) => `rgb(${[value, value, value].map((level) => Math.round(255 * level)).join()})`,
};

/** Red, green and blue from 0 to 255 for 256 steps from 0 to 1, one after the other. */
export function colorTable(colormap: Colormap): Uint8Array {
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const { r, g, b } = rgb(colormaps[colormap](i / 255));
    table.set([r, g, b], i * 3);
  }
  return table;
}
