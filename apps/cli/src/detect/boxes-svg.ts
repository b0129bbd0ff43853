import type { Detection } from '@cv/zoo/detect';

/** Width of a letter against the size of the font: wide enough for any sans-serif. */
const LETTER = 0.62;

/**
 * Draws detections as an SVG image for a picture: a frame of a colour of its class each, with label and score in a corner. The best
 * ones lie on top.
 */
export function boxesSvg(
  { width, height }: { readonly width: number; readonly height: number },
  boxes: readonly Detection[],
): string {
  const line = Math.max(1, Math.round(Math.min(width, height) / 240));
  const font = Math.max(10, Math.round(Math.min(width, height) / 32));
  const worstFirst = [...boxes].reverse();
  const drawn = [
    ...worstFirst.map((box) => frame(box, line)),
    ...worstFirst.map((box) => tag(box, { line, font, width })), // a frame must not cross out a name
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn.join('')}</svg>`;
}

function frame({ x, y, width, height, index }: Detection, line: number): string {
  const shape = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
  return `<rect ${shape} fill="none" stroke="${colorOf(index)}" stroke-width="${2 * line}" stroke-linejoin="round"/>`;
}

/** Above the frame where there is room, else inside; never beyond the right edge when it fits at all. */
function tag(
  { x, y, index, label, score }: Detection,
  { line, font, width }: { readonly line: number; readonly font: number; readonly width: number },
): string {
  const text = `${label} ${Math.round(100 * score)} %`;
  const size = { width: Math.ceil(text.length * font * LETTER) + 4 * line, height: Math.ceil(1.4 * font) };
  const left = Math.max(0, Math.min(x - line, width - size.width));
  const top = y >= size.height ? y - size.height : y;
  const ground = `<rect x="${short(left)}" y="${short(top)}" width="${size.width}" height="${size.height}" fill="${colorOf(index)}"/>`;
  const place = `x="${short(left + 2 * line)}" y="${short(top + 1.05 * font)}"`;
  return `${ground}<text ${place} font-family="sans-serif" font-size="${font}" fill="#000">${escaped(text)}</text>`;
}

const short = (value: number): string => String(Math.round(10 * value) / 10);

/** Hues by the golden angle, so that neighbours differ; light enough for black text. */
function colorOf(index: number): string {
  return `hsl(${Math.round(index * 137.508) % 360}, 90%, 65%)`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text of XML; control characters, which it cannot hold, are left out. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>]/g, (letter) => entities[letter]!).replaceAll(/\p{Cc}/gu, '');
}
