import { slic as findSuperpixels } from '@cv/classical';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { flagOption } from '../options/flag-option.ts';
import { numberOption } from '../options/number-option.ts';
import { shown, showOption } from './cluster-options.ts';

export const slic: AnyImageOperation = imageOperation({
  name: 'slic',
  family: 'Regions',
  description: 'Part a picture into superpixels of about one size.',
  input: 'opaque',
  options: {
    segments: numberOption('about how many', { default: 100, least: 1, whole: true }),
    compactness: numberOption('how much place counts against colour; for gray pictures begin at 0.1', {
      default: 10,
      least: 1e-9,
    }),
    iterations: numberOption('steps of k-means', { default: 10, least: 1, most: 1000, whole: true }),
    loose: flagOption('leave pieces as they are: neither connected nor of a least size'),
    show: showOption,
  },
  run: (picture, { segments, compactness, iterations, loose, show }) => {
    const options = { segments, compactness, maxIterations: iterations, enforceConnectivity: !loose };
    const map = findSuperpixels(picture, options);
    const other = show === 'means' ? 'labels' : 'means';
    return {
      picture: shown(picture, map, show),
      numbers: { segments: map.count },
      stages: { [other]: shown(picture, map, other) },
    };
  },
});
