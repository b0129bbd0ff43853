import { MetricError } from '../metric-error.ts';
import { DASHES } from './palette.ts';

/** One curve, or several by the names of their models. */
export type OneOrNamed<T extends object> = T | Readonly<Record<string, T>>;

/** A curve with what it is called; the name of a single one is empty. */
export interface NamedCurve<T> {
  readonly name: string;
  readonly curve: T;
}

/**
 * One or several curves as a list.
 *
 * @param field what every curve has
 * @throws MetricError for none, more than there are dashes to tell them apart, or what are no curves
 */
export function namedCurves<T extends object>(
  where: string,
  curves: OneOrNamed<T>,
  fields: readonly (keyof T & string)[],
): NamedCurve<T>[] {
  const isCurve = (value: unknown): value is T =>
    typeof value === 'object' && value !== null && fields.every((field) => field in value);
  if (isCurve(curves)) return [{ name: '', curve: curves }];
  const list = Object.entries<unknown>(curves ?? {}).map(([name, curve]) => {
    if (isCurve(curve)) return { name, curve };
    throw new MetricError(`${where}: ${JSON.stringify(name)} is no curve; expected one with ${fields.join(', ')}`);
  });
  if (list.length > 0 && list.length <= DASHES.length) return list;
  throw new MetricError(`${where}: ${list.length} curves; expected 1 to ${DASHES.length}, by name`);
}
