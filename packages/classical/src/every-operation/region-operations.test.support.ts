import type { Picture } from '@cv/image';
import * as cv from '../index.ts';
import { type Operation, op } from './operation.test.support.ts';
import { gridMarkers, last, lattice } from './prepared.test.support.ts';

const grays = { constant: 'else', nan: 'refused', takes: 'gray' } as const;
const everything = { every: Number.MAX_SAFE_INTEGER };
const middle = ({ width, height }: Picture): cv.Point => [width >> 1, height >> 1];

/** Thresholds, edges, regions and label maps. */
export const regionOperations: readonly Operation[] = [
  op('threshold', (p) => cv.threshold(p, 100), { ...grays, nan: 'near', bytes: 1 }),
  op('otsu', (p) => cv.otsu(p), { ...grays, bytes: 1 }),
  op('multiOtsu', (p) => cv.multiOtsu(p, { classes: 3 }), { ...grays, atLeast: 3, bytes: 1 }),
  op('isodata', (p) => cv.isodata(p), { ...grays, bytes: 1 }),
  op('li', (p) => cv.li(p), { ...grays, bytes: 1 }),
  op('yen', (p) => cv.yen(p), { ...grays, bytes: 1 }),
  op('triangle', (p) => cv.triangle(p), { ...grays, bytes: 1 }),
  op('niblack', (p) => cv.niblack(p), { ...grays, constant: 'itself', bytes: 1 }),
  op('sauvola', (p) => cv.sauvola(p), { ...grays, bytes: 1 }),
  op('adaptiveThreshold', (p) => cv.adaptiveThreshold(p), { ...grays, constant: 'itself', bytes: 1 }),
  op('adaptiveThreshold', (p) => cv.adaptiveThreshold(p, { method: 'mean' }), {
    ...grays,
    variant: 'mean',
    constant: 'itself',
    bytes: 1,
  }),
  op('gradient', (p) => cv.gradient(p), { constant: 'zero', nan: 'near', bytes: 1 }),
  op('gradientMagnitude', (_, slopes: cv.Gradient) => cv.gradientMagnitude(slopes), {
    constant: 'zero',
    nan: 'near',
    prepare: (p) => cv.gradient(p),
    bytes: 1,
  }),
  op('gradientDirection', (_, slopes: cv.Gradient) => cv.gradientDirection(slopes), {
    constant: 'else',
    nan: 'near',
    prepare: (p) => cv.gradient(p),
    bytes: 1,
  }),
  op('laplacianOfGaussian', (p) => cv.laplacianOfGaussian(p), { constant: 'else', nan: 'near', bytes: 5 }),
  op('zeroCrossings', (_, response: Picture) => cv.zeroCrossings(response), {
    ...grays,
    constant: 'zero',
    nan: 'near',
    prepare: (p) => cv.laplacianOfGaussian(p),
    bytes: 1,
  }),
  op('canny', (p) => cv.canny(p), { ...grays, constant: 'zero', bytes: 1 }),
  op('canny', (p) => cv.canny(p, { preset: 'opencv', low: 50, high: 100 }), {
    ...grays,
    variant: 'opencv',
    takes: 'bytes',
    constant: 'zero',
    bytes: 1,
  }),
  op('cannyStages', (p) => cv.cannyStages(p), { ...grays, bytes: 1 }),
  op('connectedComponents', (p) => cv.connectedComponents(p), { ...grays, nan: 'far', bytes: 12 }),
  op('regionProperties', (p, map: cv.LabelMap) => cv.regionProperties(map, p), {
    ...grays,
    nan: 'far',
    prepare: (p) => cv.connectedComponents(lattice(p)),
    bytes: 2,
  }),
  op('distanceTransform', (_, mask: Picture) => cv.distanceTransform(mask), {
    ...grays,
    nan: 'far',
    prepare: lattice,
    bytes: 5,
  }),
  op('distanceMarkers', (_, depth: Picture) => cv.distanceMarkers(depth), {
    ...grays,
    nan: 'far',
    prepare: (p) => cv.distanceTransform(lattice(p)),
    bytes: 20,
  }),
  op('localMaxima', (p) => cv.localMaxima(p), { ...grays, constant: 'zero', bytes: 1 }),
  op('localMinima', (p) => cv.localMinima(p), { ...grays, constant: 'zero', bytes: 1 }),
  op('hMaxima', (p) => cv.hMaxima(p, 20), { ...grays, bytes: 9 }),
  op('hMinima', (p) => cv.hMinima(p, 20), { ...grays, bytes: 9 }),
  op('watershed', (p, markers: cv.LabelMap) => cv.watershed(p, { markers }), {
    ...grays,
    prepare: gridMarkers,
    bytes: 25,
  }),
  op('watershedSteps', (p, markers: cv.LabelMap) => last(cv.watershedSteps(p, { markers, ...everything })), {
    ...grays,
    prepare: gridMarkers,
    bytes: 33,
  }),
  op('flood', (p) => cv.flood(p, middle(p), { tolerance: 40 }), { constant: 'else', nan: 'far', bytes: 4 }),
  op('floodFill', (p) => cv.floodFill(p, middle(p), { value: 7, tolerance: 40 }), {
    constant: 'else',
    nan: 'far',
    bytes: 5,
  }),
  op('regionGrow', (p, markers: cv.LabelMap) => cv.regionGrow(p, markers), {
    constant: 'else',
    nan: 'refused',
    prepare: gridMarkers,
    bytes: 25,
  }),
  op('regionGrowSteps', (p, markers: cv.LabelMap) => last(cv.regionGrowSteps(p, markers, everything)), {
    constant: 'else',
    nan: 'refused',
    prepare: gridMarkers,
    bytes: 33,
  }),
  op('confidenceConnected', (p) => cv.confidenceConnected(p, [middle(p)]), { ...grays, bytes: 5 }),
  op('slic', (p) => cv.slic(p, { segments: Math.max(4, Math.round((p.width * p.height) / 2500)) }), {
    constant: 'else',
    nan: 'refused',
    bytes: 17,
  }),
  op('paintLabels', (_, map: cv.LabelMap) => cv.paintLabels(map), {
    ...grays,
    nan: 'far',
    prepare: gridMarkers,
    bytes: 1,
  }),
  op('paintMeans', (p, map: cv.LabelMap) => cv.paintMeans(p, map), {
    constant: 'itself',
    nan: 'far',
    prepare: gridMarkers,
    bytes: 1,
  }),
];
