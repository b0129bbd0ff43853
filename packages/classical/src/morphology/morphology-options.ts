import { type BorderMode, type BorderOptions, requireBorder } from '../border/border-mode.ts';
import { rectangle, type StructuringElement } from './structuring-element.ts';

/** Which neighbours count, and what lies beyond the edges. */
export interface MorphologyOptions extends BorderOptions {
  /** Default: 3 x 3 pixels. */
  readonly element?: StructuringElement | undefined;
}

/** Options with what was left out. */
export interface SettledMorphologyOptions {
  readonly element: StructuringElement;
  readonly border: BorderMode;
  readonly fill: number;
}

/**
 * Fills in what was left out.
 * @param outside what never is the extreme: stands beyond the edges unless a border is asked for, as in OpenCV and scikit-image
 */
export function settleMorphology(
  where: string,
  { element = rectangle(3), border, fill = 0 }: MorphologyOptions,
  outside: number,
): SettledMorphologyOptions {
  if (border === undefined) return { element, border: 'constant', fill: outside };
  requireBorder(where, border, fill);
  return { element, border, fill };
}
