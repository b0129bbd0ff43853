/** A shape as it stands in messages: `[1,2,3]`. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join()}]`;
}
