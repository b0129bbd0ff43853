import type { Picture } from '@cv/image';
import type { OperationOptions, OptionValues } from './options/operation-option.ts';

/** Headings of the list of operations, in their order. */
export const FAMILIES = [
  'Filters',
  'Morphology',
  'Histograms',
  'Thresholds',
  'Edges',
  'Regions',
  'Clustering',
  'Geometry',
  'Colour',
  'Disturbances',
] as const;

/** What an operation made of a picture; at least one of picture and numbers. */
export interface OperationResult {
  /** Written to `-o`, its range mapped to that of the file. */
  readonly picture?: Picture | undefined;
  /** Printed: what JSON can hold. */
  readonly numbers?: Readonly<Record<string, unknown>> | undefined;
  /** What happened on the way, by name, in order; only looked at with `--stages`. */
  readonly stages?: Readonly<Record<string, Picture>> | undefined;
}

/** What `cv image <name>` does. */
export interface ImageOperation<S extends OperationOptions = OperationOptions> {
  /** Lower case with dashes. */
  readonly name: string;
  readonly family: (typeof FAMILIES)[number];
  /** One line, with a full stop. */
  readonly description: string;
  /** What it works on: files as they are (alpha too), without alpha, as red, green and blue, or as one gray channel. */
  readonly input: 'any' | 'opaque' | 'rgb' | 'gray';
  readonly options: S;
  /** @param wants.stages whether `--stages` was given: those that cost something need not be made without */
  readonly run: (picture: Picture, options: OptionValues<S>, wants: { readonly stages: boolean }) => OperationResult;
}

/** An operation whose options have been forgotten, so that all fit into one list. */
export type AnyImageOperation = Omit<ImageOperation, 'run'> & {
  readonly run: (
    picture: Picture,
    options: Readonly<Record<string, unknown>>,
    wants: { readonly stages: boolean },
  ) => OperationResult;
};

/**
 * Defines an operation; its `run` gets the options with their types.
 *
 * @example
 * export const blur = imageOperation({
 *   name: 'blur',
 *   family: 'Filters',
 *   description: 'Smooth.',
 *   input: 'any',
 *   options: { sigma: numberOption('standard deviation, pixels', { default: 1, least: 0 }) },
 *   run: (picture, { sigma }) => ({ picture: gaussian(picture, { sigmaPx: sigma }) }),
 * });
 */
export function imageOperation<const S extends OperationOptions>(operation: ImageOperation<S>): AnyImageOperation {
  return operation as unknown as AnyImageOperation; // the command line gives `run` just what `options` say
}
