import { detectorEntries } from '../catalogue/detector-entries.ts';
import type { DetectorEntry } from './detector-entry.ts';

/** Id of a detector of the catalogue. */
export type DetectorId = keyof typeof detectorEntries;

/**
 * The catalogue of detectors. It holds no model code: a bundler splits that off until {@link DetectorEntry.create} asks for it.
 *
 * @example
 * ```ts
 * const { params, macs } = detectors.yolov5n; // 1872157, 2234060800
 * const model = await detectors.yolov5n.create({ rng: new Rng(1) });
 * ```
 */
export const detectors: Readonly<Record<DetectorId, DetectorEntry>> = detectorEntries;
