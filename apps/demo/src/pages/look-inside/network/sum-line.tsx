import type { ActivationKind } from '../../../network/step.ts';
import { shortNumber } from '../numbers.ts';

interface SumLineProps {
  readonly products: number;
  readonly bias: number;
  readonly sum: number;
  readonly activation: ActivationKind | null;
  readonly activated: number;
  /** What the model gave, for comparison. */
  readonly result: number;
}

/** Products, bias, sum and activation as one line, and what the model itself gave. */
export function SumLine({ products, bias, sum, activation, activated, result }: SumLineProps) {
  return (
    <dl class="sum-line number">
      <Term name="products" value={products} />
      <Term name="bias" value={bias} sign="+" />
      <Term name="sum" value={sum} sign="=" />
      {activation && <Term name={activation === 'relu' ? 'ReLU' : activation} value={activated} sign="→" />}
      <Term
        name="the model says"
        value={result}
        sign="✓"
        quiet={Math.abs(result - activated) <= 1e-3 * Math.max(1, Math.abs(result))}
      />
    </dl>
  );
}

function Term({ name, value, sign, quiet = true }: { name: string; value: number; sign?: string; quiet?: boolean }) {
  return (
    <div class={quiet ? 'term' : 'term differs'}>
      <dt class="soft">{name}</dt>
      <dd>
        {sign && (
          <span class="sign" aria-hidden="true">
            {quiet ? sign : '≠'}
          </span>
        )}
        {shortNumber(value)}
      </dd>
    </div>
  );
}
