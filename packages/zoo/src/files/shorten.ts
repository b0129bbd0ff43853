/** A text out of a file, fit for a message: quoted, without control characters, cut off when it is long. */
export function shorten(text: string): string {
  const quoted = JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}...` : text);
  return `'${quoted.slice(1, -1)}'`;
}
