import type { ComponentType } from 'preact';

/** A page of the site. */
export interface Page {
  /** In the address: `#/look-inside`. */
  readonly path: string;
  readonly title: string;
  /** Loads the page's code, when it is opened. */
  readonly load: () => Promise<ComponentType>;
}

/** All pages, in the order of the navigation; the first is the one that opens. */
export const pages: readonly Page[] = [
  {
    path: 'look-inside',
    title: 'Look inside',
    load: async () => (await import('./look-inside/look-inside-page.tsx')).LookInsidePage,
  },
  { path: 'about', title: 'About', load: async () => (await import('./about/about-page.tsx')).AboutPage },
];
