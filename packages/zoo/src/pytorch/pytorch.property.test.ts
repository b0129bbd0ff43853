import { WeightsError } from '@cv/tensor/errors';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Reading, readNow } from '../files/reading.ts';
import { decodePyTorch } from './decode-pytorch.ts';
import { fixture } from './fixtures.test.support.ts';
import { StoredZip } from './stored-zip.ts';
import { zipFile } from './zip-file.test.support.ts';

/** Reading must give tensors that the file pays for with its own bytes, or a WeightsError; nothing else may come out. */
function expectReadOrRefused(bytes: Uint8Array): void {
  let tensors: ReturnType<typeof decodePyTorch>;
  try {
    tensors = decodePyTorch(bytes);
  } catch (error) {
    if (error instanceof WeightsError) return;
    throw error;
  }
  for (const { shape, data } of Object.values(tensors)) {
    expect(data.length).toBe(shape.reduce((product, length) => product * length, 1));
    expect(data.length).toBeLessThanOrEqual(bytes.length);
  }
}

const names = [
  'every-type-2.pth',
  'every-type-4.pth',
  'strided.pth',
  'legacy.pth',
  'legacy-strided.pt',
  'checkpoint.pth',
];
const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });

function changed(bytes: Uint8Array, places: readonly (readonly [number, number])[]): Uint8Array {
  const copy = new Uint8Array(bytes);
  for (const [place, value] of places) copy[place % copy.length] = value;
  return copy;
}

function entriesOf(file: Uint8Array): [string, Uint8Array][] {
  function* readAll(): Reading<[string, Uint8Array][]> {
    const zip = yield* StoredZip.open(file.length);
    const entries: [string, Uint8Array][] = [];
    for (const name of zip.names) entries.push([name, (yield* zip.entry(name))!]);
    return entries;
  }
  return readNow(file, readAll());
}

test('a file with changed bytes is read or refused', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), changes, (name, places) => {
      expectReadOrRefused(changed(fixture(name), places));
    }),
    { numRuns: 3000 },
  );
});

test('a pickle with changed bytes and right checksums is read or refused', () => {
  const zips = names.filter((name) => !name.startsWith('legacy')).map((name) => entriesOf(fixture(name)));
  fc.assert(
    fc.property(fc.constantFrom(...zips), changes, fc.nat(), (zip, places, cut) => {
      const entries = zip.map(([name, bytes]): [string, Uint8Array] => {
        if (!name.endsWith('.pkl')) return [name, bytes];
        return [name, changed(cut % 3 === 0 ? bytes.subarray(0, cut % bytes.length || 1) : bytes, places)];
      });
      expectReadOrRefused(zipFile(entries));
    }),
    { numRuns: 3000 },
  );
});

test('any pickle of existing opcodes is read or refused', () => {
  const opcode = fc.constantFrom(
    ...Array.from('\x80\x95JKM\x8aGN\x88\x89TUX\x8c\x8dBC]ael)t\x85\x86\x87}dsu\x8f\x9002(1hjqr\x94c\x93QRb.'),
  );
  const part = fc.oneof(
    { weight: 6, arbitrary: opcode.map((character) => [character.charCodeAt(0)]) },
    { weight: 2, arbitrary: fc.array(fc.nat(4), { maxLength: 4 }) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(
          'ccollections\nOrderedDict\n',
          'ctorch\nFloatStorage\n',
          'ctorch\nSize\n',
          'ctorch._utils\n_rebuild_tensor_v2\n',
          '\x8c\x07storage',
          '\x8c\x010',
        )
        .map((line) => Array.from(line, (character) => character.charCodeAt(0))),
    },
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const pickle = Uint8Array.from([...parts.flat(), 0x2e]);
      expectReadOrRefused(
        zipFile([
          ['a/data.pkl', pickle],
          ['a/data/0', new Uint8Array(16)],
        ]),
      );
    }),
    { numRuns: 3000 },
  );
});

test('any bytes are read or refused', () => {
  const start = fc.constantFrom<number[]>([], [0x50, 0x4b, 3, 4], [0x80, 2], [0x80, 4]);
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 100 }), (first, rest) =>
      expectReadOrRefused(Uint8Array.from([...first, ...rest])),
    ),
    { numRuns: 2000 },
  );
});
