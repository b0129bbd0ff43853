import { type ThemeChoice, themeChoice } from '../design/theme.ts';

const CHOICES: readonly { value: ThemeChoice; label: string; icon: string }[] = [
  {
    value: 'light',
    label: 'Light',
    icon: 'M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM12 1.5v2.5M12 20v2.5M1.5 12H4M20 12h2.5M4.6 4.6l1.8 1.8M17.6 17.6l1.8 1.8M4.6 19.4l1.8-1.8M17.6 6.4l1.8-1.8',
  },
  { value: 'system', label: 'As the system', icon: 'M3.5 5h17v11h-17zM8.5 20h7M12 16v4' },
  { value: 'dark', label: 'Dark', icon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z' },
];

/** Light, dark, or as the system has it. */
export function ThemeSwitch() {
  return (
    <fieldset class="theme-switch">
      <legend class="visually-hidden">Colours</legend>
      {CHOICES.map(({ value, label, icon }) => (
        <label key={value} title={label}>
          <input
            class="visually-hidden"
            type="radio"
            name="theme"
            value={value}
            checked={themeChoice.value === value}
            onChange={() => {
              themeChoice.value = value;
            }}
          />
          <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
            <path
              d={icon}
              fill="none"
              stroke="currentColor"
              stroke-width="1.8"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
          </svg>
          <span class="visually-hidden">{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
