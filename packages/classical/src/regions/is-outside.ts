/** Whether a place is not in a picture. */
export function isOutside(x: number, y: number, width: number, height: number): boolean {
  return x < 0 || y < 0 || x >= width || y >= height;
}
