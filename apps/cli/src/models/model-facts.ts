import { activations, type ModelEntry, type ModelId } from '@cv/zoo';

/** What a line of the table says of a model. */
export interface ModelFacts {
  readonly entry: ModelEntry;
  /** Values that its layers give for one example. */
  readonly activations: number;
  /** Weights and activations of one example in float32. */
  readonly memoryBytes: number;
  /** Share of the pictures whose class is named first: the best that was published for any of its weights, else what was measured; null for neither. */
  readonly top1: number | null;
}

const BYTES = 4;

/** The facts of a model of the catalogue. */
export function modelFacts(entry: ModelEntry): ModelFacts {
  const values = activations[entry.id as ModelId];
  const memoryBytes = (entry.params + values) * BYTES;
  return { entry, activations: values, memoryBytes, top1: bestTop1(entry) };
}

function bestTop1({ weights }: ModelEntry): number | null {
  const published = Object.values(weights).flatMap((one) => (one.published == null ? [] : [one.published.top1]));
  const measured = Object.values(weights).flatMap(({ testError }) => (testError === null ? [] : [1 - testError]));
  const shares = published.length > 0 ? published : measured;
  return shares.length === 0 ? null : Math.max(...shares);
}
