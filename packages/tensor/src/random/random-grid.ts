/** How a flat array of `size` elements is seen as rows x columns for the random words. */
export interface RandomGrid {
  readonly rows: number;
  readonly columns: number;
}

/**
 * A grid of at least `size` cells, near square so that rows + columns, the numbers made outside the graph, stay few.
 * Depends on the size alone: the same on every device.
 */
export function randomGrid(size: number): RandomGrid {
  const root = Math.max(1, Math.floor(Math.sqrt(size)));
  // A divisor within a factor of four of the root saves cutting off the surplus.
  for (let columns = root; columns * 4 >= root && columns > 0; columns--) {
    if (size % columns === 0) return { rows: size / columns, columns };
  }
  return { rows: Math.ceil(size / root), columns: root };
}
