import { resolve } from 'node:path';
import envPaths from 'env-paths';

/**
 * Folder for what can be fetched or computed again: `CV_CACHE` where set, else the platform's place
 * (`~/.cache/cv`, `~/Library/Caches/cv`, `%LOCALAPPDATA%\cv\Cache`). It is not created.
 *
 * @returns an absolute path
 * @example
 * const file = join(cacheDirectory(), 'weights', 'resnet18.safetensors');
 */
export function cacheDirectory(): string {
  const chosen = process.env.CV_CACHE;
  return chosen ? resolve(chosen) : envPaths('cv', { suffix: '' }).cache;
}
