/** Colours of a chart; `'auto'` follows the reader's scheme. */
export type ChartTheme = 'auto' | 'light' | 'dark';

/** What all charts have in common. */
export interface ChartOptions {
  /** Stands above the drawing, and is its name for screen readers. */
  readonly title?: string | undefined;
  /** Default `'auto'`: light, and dark where the reader prefers it. */
  readonly theme?: ChartTheme | undefined;
  /** Of the plotting area, in pixels. Default 360. */
  readonly width?: number | undefined;
  /** Of the plotting area, in pixels. Default 360. */
  readonly height?: number | undefined;
}
