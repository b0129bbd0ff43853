import { convertColor } from '@cv/classical';
import { createPicture, type Picture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { choiceOption } from '../options/choice-option.ts';

const channels = {
  'linear-rgb': ['red', 'green', 'blue'],
  hsv: ['hue', 'saturation', 'value'],
  lab: ['lightness', 'a', 'b'],
  ycbcr: ['luma', 'cb', 'cr'],
} as const;

/** Shows the channels of a colour space as gray pictures. */
export const colorSpace: AnyImageOperation = imageOperation({
  name: 'color-space',
  family: 'Colour',
  description: 'Take a picture apart into the channels of a colour space.',
  input: 'rgb',
  options: {
    to: choiceOption('the space', { of: ['linear-rgb', 'hsv', 'lab', 'ycbcr'], default: 'hsv' }),
    channel: choiceOption('which channel becomes the picture', { of: ['first', 'second', 'third'], default: 'first' }),
  },
  run: (picture, { to, channel }) => {
    const converted = convertColor(picture, to);
    const parts = channels[to].map((name, i) => [name, channelOf(converted, i)] as const);
    return { picture: parts[['first', 'second', 'third'].indexOf(channel)]![1], stages: Object.fromEntries(parts) };
  },
});

/** One channel; a* and b*, which have a sign, from -128 to 128. */
function channelOf({ data, width, height, colorSpace: space, range }: Picture, channel: number): Picture {
  const signed = space === 'lab' && channel > 0;
  return createPicture({
    data: data.filter((_, i) => i % 3 === channel),
    width,
    height,
    channels: 1,
    range: signed ? [-128, 128] : range,
  });
}
