import type { BorderMode } from '../border/border-mode.ts';

/** The extreme over an element, and what lies beyond the edges. */
export interface ExtremeOptions {
  readonly which: 'least' | 'most';
  readonly border: BorderMode;
  readonly fill: number;
}
