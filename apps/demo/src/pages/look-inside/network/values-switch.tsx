import { shownValues } from '../state.ts';

const CHOICES = [
  { value: 'after', label: 'after activation' },
  { value: 'before', label: 'before' },
] as const;

/** Whether the maps show values before or after the activation function. */
export function ValuesSwitch() {
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">Values of layers with an activation function</legend>
      {CHOICES.map(({ value, label }) => (
        <label key={value} class="segment">
          <input
            class="visually-hidden"
            type="radio"
            name="shown-values"
            value={value}
            checked={shownValues.value === value}
            onChange={() => {
              shownValues.value = value;
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
