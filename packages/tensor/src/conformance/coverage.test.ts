import { describe, expect, it } from 'vitest';
import * as cv from '../index.ts';
import { creationCases } from './creation-cases.ts';
import { errorCases } from './error-cases.ts';
import { type GoldenCase, goldens, numbersOf, type Packed } from './golden-case.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What the package exports beside ops. Every case makes tensors and reads them; pictures are converted in JavaScript. */
const NOT_OPS: ReadonlySet<string> = new Set(
  words(`
    activeDevice createDevice valueAndGrads dispose keep numTensors Pool scope withPool Rng
    tensor read
    pictureToTensor picturesToTensor tensorToPicture`),
);
const isError = (value: unknown): boolean => Object.prototype.isPrototypeOf.call(cv.CvError, value as object);
const OPS = Object.entries(cv)
  .filter(([name, value]) => typeof value === 'function' && !NOT_OPS.has(name) && value !== cv.CvError)
  .filter(([, value]) => !isError(value))
  .map(([name]) => name);

const UPDATES = words('adamWUpdate sgdUpdate');
const CREATION = words('full ones zeros range scalar randomUniform');
const TRUTHS = words(`
  equal notEqual greater greaterEqual less lessEqual
  logicalAnd logicalOr logicalNot isNaN any all`);

const cases: readonly GoldenCase[] = [...goldens.cases, ...creationCases];
const tensorsOf = ({ inputs, output }: GoldenCase): Packed[] => [...Object.values(inputs), output];
const sizeOf = ({ shape }: Packed): number => shape.reduce((product, extent) => product * extent, 1);
const withCase = (test: (one: GoldenCase) => boolean): string[] => [...new Set(cases.filter(test).map(({ op }) => op))];
const missing = (covered: readonly string[], excused: readonly string[] = []): string[] =>
  OPS.filter((op) => !covered.includes(op) && !excused.includes(op));

describe('the kit has for every op', () => {
  it('a value', () => {
    expect(OPS.length).toBeGreaterThan(80);
    expect(
      missing(
        withCase(() => true),
        UPDATES,
      ),
    ).toEqual([]);
    expect(goldens.optimisers.map(({ op }) => op)).toEqual(expect.arrayContaining(UPDATES));
  });

  it('a gradient, where it has one', () => {
    const without = [...UPDATES, ...CREATION, ...TRUTHS, 'argMax', 'oneHot'];
    expect(
      missing(
        withCase(({ gradients }) => Object.keys(gradients).length > 0),
        without,
      ),
    ).toEqual([]);
  });

  it('an empty tensor', () => {
    const empty = withCase((one) => tensorsOf(one).some(({ shape }) => shape.includes(0)));
    // Statistics of nothing: batchNormTrain refuses, and an error case says so. A scalar is never empty.
    const excused = ['batchNormTrain', 'scalar'];
    expect(missing([...empty, ...UPDATES], excused)).toEqual([]);
    for (const op of UPDATES) {
      expect(goldens.optimisers.some((one) => one.op === op && one.parameter.shape.includes(0))).toBe(true);
    }
    expect(errorCases.some(({ op, inputs }) => op === 'batchNormTrain' && inputs.x?.shape[0] === 0)).toBe(true);
  });

  it('a tensor of one element', () => {
    const single = withCase((one) => Math.max(...Object.values(one.inputs).map(sizeOf)) <= 1);
    expect(missing(single, [...UPDATES, ...CREATION])).toEqual([]);
  });

  it('NaN, where it takes floats', () => {
    const floats = withCase(({ inputs }) => Object.values(inputs).some(({ dtype }) => dtype === 'float32'));
    const nan = withCase(({ inputs }) => Object.values(inputs).some((packed) => numbersOf(packed).some(Number.isNaN)));
    // Max pooling may lose NaN, and argMax may name any; their documentation says so.
    const excused = ['argMax', 'maxPool2d', 'program'];
    expect(floats.filter((op) => !nan.includes(op))).toEqual(excused);
  });

  it('a wrong call, and a disposed operand', () => {
    const wrong = errorCases.filter(({ code }) => code !== 'disposed').map(({ op }) => op);
    // Takes anything that is a tensor.
    const excused = ['clone', 'scalar'];
    expect(missing(wrong, excused)).toEqual([]);
    const disposed = errorCases.filter(({ code }) => code === 'disposed').map(({ op }) => op);
    expect(missing(disposed, CREATION)).toEqual([]);
  });
});
