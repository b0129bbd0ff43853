import {
  colorBins,
  convertColor,
  estimateBandwidth,
  meanShiftFilter as filter,
  meanShiftCluster as findClusters,
  meanShiftSegment as findRegions,
} from '@cv/classical';
import { convertPicture } from '@cv/image';
import { type AnyImageOperation, imageOperation } from '../image-operation.ts';
import { numberOption } from '../options/number-option.ts';
import {
  levelsOption,
  pixelLabels,
  rows,
  seedOption,
  shown,
  showOption,
  sizesOf,
  spaceOption,
} from './cluster-options.ts';

const meanShiftFilter = imageOperation({
  name: 'mean-shift-filter',
  family: 'Clustering',
  description: 'Flatten colours and keep edges by mean shift, as OpenCV does.',
  input: 'any',
  options: {
    radius: numberOption('half the side of the window, pixels', { default: 10, least: 0 }),
    colorRadius: numberOption('how far colours may be apart, of 255', { default: 20, least: 0 }),
    level: numberOption('how often to halve the picture first', { default: 0, least: 0, most: 8, whole: true }),
    iterations: numberOption('steps of each pixel', { default: 5, least: 1, most: 100, whole: true }),
  },
  run: (picture, { radius, colorRadius, level, iterations }) => {
    const bytes = convertPicture(picture, { dtype: 'uint8', range: [0, 255] });
    return { picture: filter(bytes, { radiusPx: radius, colorRadius, maxLevel: level, maxIterations: iterations }) };
  },
});

const SAMPLE = 500;

const meanShiftCluster = imageOperation({
  name: 'mean-shift-cluster',
  family: 'Clustering',
  description: 'Group the colours of a picture around the peaks of their density, however many there are.',
  input: 'opaque',
  options: {
    bandwidth: numberOption('radius in the units of the colours (default: estimated)', { least: 0.001 }),
    quantile: numberOption('part of the pixels within an estimated bandwidth', { default: 0.2, least: 0, most: 1 }),
    space: spaceOption,
    levels: levelsOption,
    show: showOption,
    seed: seedOption,
  },
  run: (picture, { bandwidth, quantile, space, levels, show, seed }) => {
    const colors = convertColor(picture, space);
    const { points, bins } = colorBins(colors, { levels });
    const box = (colors.range[1] - colors.range[0]) / levels;
    const radius = bandwidth ?? Math.max(box, estimateBandwidth(points, { quantile, sampleSize: SAMPLE, seed }));
    const { labels, centers } = findClusters(points, { bandwidth: radius, seeding: 'bins' });
    const count = centers.length / points.dimensions;
    const map = pixelLabels(picture, { labels, bins, count });
    return {
      picture: shown(picture, map, show),
      numbers: { clusters: count, bandwidth: radius, sizes: sizesOf(map), centers: rows(centers, count) },
    };
  },
});

const meanShiftSegment = imageOperation({
  name: 'mean-shift-segment',
  family: 'Clustering',
  description: 'Part a picture into connected regions: mean shift in place and colour, then fusion.',
  input: 'opaque',
  options: {
    radius: numberOption('radius of the circle that counts, pixels', { default: 7, least: 0.5 }),
    colorRadius: numberOption('how far colours may be apart in L*a*b*', { default: 6.5, least: 0.001 }),
    minRegion: numberOption('smaller regions join a neighbour, pixels', { default: 20, least: 0, whole: true }),
    show: showOption,
  },
  run: (picture, { radius, colorRadius, minRegion, show }) => {
    const { map, modes } = findRegions(picture, { radiusPx: radius, colorRadius, minRegionPx: minRegion });
    return {
      picture: shown(picture, map, show),
      numbers: { regions: map.count },
      stages: { filtered: convertColor(modes, 'srgb') },
    };
  },
});

/** The three forms of mean shift. */
export const meanShiftOperations: readonly AnyImageOperation[] = [meanShiftFilter, meanShiftCluster, meanShiftSegment];
