/** What the pixels of a map of candidates are. */
export const candidate = { none: 0, weak: 1, strong: 2 } as const;

/**
 * Keeps the strong candidates and the weak ones that touch them, directly or through others, by 8 neighbours.
 *
 * @param map one value of {@link candidate} for each pixel; not changed
 * @returns 1 for an edge, else 0
 */
export function hysteresis(map: Uint8Array, width: number): Uint8Array {
  const edges = new Uint8Array(map.length);
  const height = map.length / width;
  let stack = new Int32Array(1024);
  for (let start = 0; start < map.length; start++) {
    if (map[start] !== candidate.strong || edges[start] === 1) continue;
    edges[start] = 1;
    stack[0] = start;
    for (let size = 1; size > 0; ) {
      const at = stack[--size]!;
      const x = at % width;
      const y = (at - x) / width;
      if (size + 8 > stack.length) {
        const larger = new Int32Array(stack.length * 2);
        larger.set(stack);
        stack = larger;
      }
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (map[next] === candidate.none || edges[next] === 1) continue;
          edges[next] = 1;
          stack[size++] = next;
        }
      }
    }
  }
  return edges;
}
