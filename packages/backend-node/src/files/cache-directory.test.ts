import { homedir } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cacheDirectory } from './cache-directory.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('cacheDirectory', () => {
  it('is the folder of the platform', () => {
    vi.stubEnv('CV_CACHE', undefined);
    vi.stubEnv('XDG_CACHE_HOME', undefined);
    const path = cacheDirectory();
    expect(isAbsolute(path)).toBe(true);
    expect(path).toMatch(/\bcv\b/);
    if (process.platform === 'linux') expect(path).toBe(resolve(homedir(), '.cache', 'cv'));
  });

  it('follows CV_CACHE, made absolute, unless it is empty', () => {
    vi.stubEnv('CV_CACHE', 'some/where');
    expect(cacheDirectory()).toBe(resolve('some/where'));
    vi.stubEnv('CV_CACHE', '');
    expect(cacheDirectory()).not.toBe(resolve(''));
  });

  // XDG is the rule of Linux and the BSDs.
  it.skipIf(process.platform !== 'linux')('follows XDG_CACHE_HOME', () => {
    vi.stubEnv('CV_CACHE', undefined);
    vi.stubEnv('XDG_CACHE_HOME', '/elsewhere');
    expect(cacheDirectory()).toBe('/elsewhere/cv');
  });
});
