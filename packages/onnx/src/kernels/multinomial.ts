import { Rng } from '@cv/tensor/rng';
import type { CompositeRule } from '../composite-rule.ts';

/** tfjs's seeds are any numbers: all their bits count. */
function rngOf(seed: number): Rng {
  return new Rng(new BigUint64Array(Float64Array.of(seed).buffer)[0]!);
}

/** Draws by the cumulated probabilities: the index is how many of them lie at or below a uniform number. Rows share the numbers, as in tfjs. */
const multinomial: CompositeRule = {
  kernel: 'Multinomial',
  compose(record, { logits }, { numSamples, seed, normalized }) {
    const [batch, events] = logits!.shape as [number, number];
    const samples = numSamples as number;
    const rng = rngOf(seed as number);
    const uniform = record.leaf(
      Float32Array.from({ length: samples }, () => rng.uniform()),
      [samples, 1],
    );
    const probabilities = normalized === true ? logits! : record.call('Softmax', [logits!], { dim: 1 });
    const all = record.call('Cumsum', [probabilities], { axis: 1 });
    // The last event takes what rounding leaves.
    const inner = record.call('Slice', [all], { begin: [0, 0], size: [batch, events - 1] });
    const rows = record.call('Reshape', [inner], { shape: [batch, 1, events - 1] });
    const reached = record.call('Cast', [record.call('GreaterEqual', [uniform, rows])], { dtype: 'int32' });
    return record.call('Sum', [reached], { axis: 2 });
  },
};

export const multinomialRules: readonly CompositeRule[] = [multinomial];
