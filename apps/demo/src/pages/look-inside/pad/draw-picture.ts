import { convertPicture, dropAlpha, type Picture, toRgb } from '@cv/image';

/** Shows a picture on the pad's canvas, whole and in the middle, each pixel a rectangle of its nearest colour; for the eye only. */
export function drawPicture(canvas: HTMLCanvasElement, picture: Picture): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const rgb = convertPicture(toRgb(picture), { dtype: 'uint8', layout: 'interleaved' });
  const { data, width, height } = rgb.hasAlpha ? dropAlpha(rgb, { background: 255 }) : rgb;
  const scale = Math.min(canvas.width / width, canvas.height / height);
  const [left, top] = [(canvas.width - width * scale) / 2, (canvas.height - height * scale) / 2];
  const image = context.createImageData(canvas.width, canvas.height);
  for (let row = 0, at = 0; row < canvas.height; row++) {
    const y = Math.floor((row - top) / scale);
    for (let column = 0; column < canvas.width; column++, at += 4) {
      const x = Math.floor((column - left) / scale);
      if (x < 0 || x >= width || y < 0 || y >= height) continue;
      const from = (y * width + x) * 3;
      image.data[at] = data[from]!;
      image.data[at + 1] = data[from + 1]!;
      image.data[at + 2] = data[from + 2]!;
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}
