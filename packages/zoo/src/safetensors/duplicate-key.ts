/**
 * The first key that stands twice in one object of a JSON text, or null. `JSON.parse` silently keeps the last one.
 * @param text valid JSON.
 */
export function duplicateKey(text: string): string | null {
  const objects: (Set<string> | null)[] = []; // null for an array
  let keyFollows = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const keys = objects.at(-1);
      if (keyFollows && keys) {
        const key = JSON.parse(text.slice(at, end)) as string; // a JSON string literal
        if (keys.has(key)) return key;
        keys.add(key);
        keyFollows = false;
      }
      at = end - 1;
    } else if (character === '{') {
      objects.push(new Set());
      keyFollows = true;
    } else if (character === '[') {
      objects.push(null);
      keyFollows = false;
    } else if (character === '}' || character === ']') {
      objects.pop();
    } else if (character === ',') {
      keyFollows = objects.at(-1) !== null;
    }
  }
  return null;
}

/** The place after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
