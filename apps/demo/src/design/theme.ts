import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';

/** What a person chose: one theme, or that of the system. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** What is shown. */
export type Theme = 'light' | 'dark';

const KEY = 'theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const system = signal<Theme>(systemIsDark.matches ? 'dark' : 'light');
systemIsDark.addEventListener('change', ({ matches }) => {
  system.value = matches ? 'dark' : 'light';
});

/** The choice, remembered where the browser allows it. */
export const themeChoice: Signal<ThemeChoice> = signal(remembered());

/** The theme that is shown now; what draws on a canvas follows it. */
export const theme: ReadonlySignal<Theme> = computed(() =>
  themeChoice.value === 'system' ? system.value : themeChoice.value,
);

effect(() => {
  document.documentElement.dataset.theme = theme.value;
});

effect(() => {
  const choice = themeChoice.value;
  try {
    if (choice === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, choice);
  } catch {
    // Storage may be switched off: the choice holds for this visit.
  }
});

function remembered(): ThemeChoice {
  try {
    const choice = localStorage.getItem(KEY);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system';
  }
}
