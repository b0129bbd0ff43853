import { existsSync } from 'node:fs';

/** Debian's `chromium`, or another one named by `CV_CHROMIUM`; undefined where there is none. */
export const CHROMIUM: string | undefined = [process.env.CV_CHROMIUM, '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

/** Why tests in a browser are skipped where {@link CHROMIUM} is undefined. */
export const NO_CHROMIUM = 'no Chromium: install the package `chromium`, or name one by CV_CHROMIUM';

/** Headless, without background traffic, and with the software WebGPU adapter. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
