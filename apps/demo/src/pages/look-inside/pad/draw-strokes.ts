import { type Drawing, penWidth } from '../../../drawing/drawing.ts';

/** Shows a drawing on a canvas, for the eye only: the model gets the strokes from the rasteriser. */
export function drawStrokes(canvas: HTMLCanvasElement, drawing: Drawing, ink: string): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = ink;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of drawing) {
    for (let i = 0; i < stroke.length; i++) {
      const from = stroke[Math.max(0, i - 1)]!;
      const to = stroke[i]!;
      context.lineWidth = ((penWidth(from.pressure) + penWidth(to.pressure)) / 2) * width;
      context.beginPath();
      context.moveTo(from.x * width, from.y * height);
      context.lineTo(to.x * width, to.y * height);
      context.stroke();
    }
  }
}
