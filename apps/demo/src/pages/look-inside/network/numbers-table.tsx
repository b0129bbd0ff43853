import { useState } from 'preact/hooks';
import { shortNumber } from '../numbers.ts';

interface NumberRow {
  readonly place: string;
  readonly value: number;
  readonly weight: number;
  readonly product: number;
}

/** All products in numbers, made when it is opened. */
export function NumbersTable({ rows }: { rows: readonly NumberRow[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="numbers" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>In numbers</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section class="numbers-scroll" tabIndex={0} aria-label="All products">
          <table class="small number">
            <thead>
              <tr>
                <th scope="col">Place</th>
                <th scope="col">Value</th>
                <th scope="col">Weight</th>
                <th scope="col">Product</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ place, value, weight, product }) => (
                <tr key={place}>
                  <th scope="row">{place}</th>
                  <td>{shortNumber(value)}</td>
                  <td>{shortNumber(weight)}</td>
                  <td>{shortNumber(product)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}
