/** How the tokens of a picture lie: rows and columns of patches. */
export type TokenGrid = readonly [rows: number, columns: number];

/**
 * Brings position embeddings to another grid.
 * @param positions a vector of `width` values for each patch, row by row.
 * @returns the same for the patches of the grid `to`.
 */
export type ResamplePositions = (
  positions: Float32Array | Float64Array,
  grids: { readonly from: TokenGrid; readonly to: TokenGrid; readonly width: number },
) => Float32Array;
