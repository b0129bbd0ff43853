/** What went wrong, as a sentence for the page. */
export function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const whole = text.trim() === '' ? 'Something went wrong, and it did not say what.' : text.trim();
  const first = whole.charAt(0).toUpperCase() + whole.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
