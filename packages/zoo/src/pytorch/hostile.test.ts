import { WeightsError } from '@cv/tensor/errors';
import { describe, expect, test } from 'vitest';
import { decodePyTorch } from './decode-pytorch.ts';
import { fixture } from './fixtures.test.support.ts';
import { type EntryBend, type Zip64Bend, zipFile } from './zip-file.test.support.ts';

const bytesOf = (...parts: (string | number | readonly number[])[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string' ? [...new TextEncoder().encode(part)] : typeof part === 'number' ? [part] : [...part],
    ),
  );
const text = (value: string) => [0x8c, value.length, ...new TextEncoder().encode(value)];
const u32 = (value: number) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
const START = [0x80, 2];
const REDUCE = 0x52;

/** A zip file with this pickle and a storage of 16 bytes. */
const file = (...pickle: (string | number | readonly number[])[]): Uint8Array =>
  zipFile([
    ['archive/data.pkl', bytesOf(START, ...pickle)],
    ['archive/data/0', new Uint8Array(16)],
  ]);

interface Bend {
  readonly count?: number;
  readonly offset?: number;
  readonly size?: readonly number[];
  readonly stride?: readonly number[];
  readonly type?: string;
  readonly key?: string;
}

const tuple = (values: readonly number[]) => ['(', ...values.map((value) => [0x4a, ...u32(value)]), 't'];

/** A state dict of one tensor `x`. */
function oneTensor({ count = 4, offset = 0, size = [2, 2], stride = [2, 1], type = 'FloatStorage', key = '0' }: Bend) {
  const storage = ['(', text('storage'), `ctorch\n${type}\n`, text(key), text('cpu'), 0x4a, u32(count), 't', 'Q'];
  const tensor = ['(', ...storage, 0x4a, u32(offset), ...tuple(size), ...tuple(stride), 't', REDUCE];
  return file('}', text('x'), 'ctorch._utils\n_rebuild_tensor_v2\n', ...tensor, 's.');
}

test('the files that the others are bent from are good', () => {
  expect(decodePyTorch(oneTensor({})).x).toEqual({ dtype: 'float32', shape: [2, 2], data: new Float32Array(4) });
  expect(decodePyTorch(file('}.'))).toEqual({});
});

describe('a hostile pickle is refused with its reason', () => {
  test.each<[string, string, Uint8Array]>([
    ['runs a command', "names 'os.system', which is not allowed", file('cos\nsystem\n', text('id'), 0x85, REDUCE, '.')],
    [
      'runs it by protocol 4',
      "names 'builtins.eval', which",
      file(text('builtins'), text('eval'), 0x93, text('1'), 0x85, REDUCE, '.'),
    ],
    ['names a part of Object', "names 'torch.constructor'", file('ctorch\nconstructor\n.')],
    [
      'makes an object',
      'opcode 0x81, NEWOBJ, which makes an object',
      file('ccollections\nOrderedDict\n', ')', 0x81, '.'),
    ],
    ['makes an object, old', 'opcode 0x69, INST', file('(ios\nsystem\n.')],
    ['an opcode that is none', 'opcode 0xff, which does not exist', file(0xff)],
    ['protocol 0', 'opcode 0x49, INT, of protocol 0', file('I1\n.')],
    ['protocol 9', 'has protocol 9, expected 2 to 5', file([0x80, 9], 'N.')],
    ['an empty stack', 'takes a value from an empty stack', file('0.')],
    ['no mark', 'up to a mark that is not there', file('t.')],
    ['values below a mark', 'takes a value from an empty stack', file('N(0.')],
    ['what was not kept', 'asks for value 7, which it never kept', file(0x68, 7, '.')],
    ['calls a list', 'calls a value, which is no function', file(']', ')', REDUCE, '.')],
    [
      'calls a storage type',
      "calls 'torch.FloatStorage', which is no function",
      file('ctorch\nFloatStorage\n', ')', REDUCE, '.'),
    ],
    ['attributes of a list', 'sets the attributes of a value that has none', file(']', '}', 'b.')],
    ['a key without value', 'sets a key without a value', file('}(Nu.')],
    ['items of a list', 'sets keys of what is no dictionary', file(']NNs.')],
    ['adds to a dictionary', 'adds to what is no list', file('}Na.')],
    ['a text of 4 GiB', 'the file is cut off', file(0x58, u32(0xffffffff))],
    [
      'a text of 2^64 bytes',
      'the file is cut off',
      file(
        0x8d,
        Array.from({ length: 8 }, () => 255),
      ),
    ],
    ['no UTF-8', 'is not UTF-8', file(0x8c, 1, 0xff, '.')],
    ['no end', 'the file is cut off', file('N')],
    ['a persistent id of its own', 'refers to something that is no storage', file('NQ.')],
    [
      'an OrderedDict of no pairs',
      'makes an OrderedDict of what are no pairs',
      file('ccollections\nOrderedDict\n', ']Na', 0x85, REDUCE, '.'),
    ],
    [
      'a parameter of no tensor',
      'makes a parameter of what is no tensor',
      file('ctorch._utils\n_rebuild_parameter\n', 'N', 0x85, REDUCE, '.'),
    ],
    ['a size of no list', 'makes a torch.Size of what is no list', file('ctorch\nSize\n', 'N', 0x85, REDUCE, '.')],
    [
      'a tensor without arguments',
      "'x' has no storage",
      file('}', text('x'), 'ctorch._utils\n_rebuild_tensor_v2\n)', REDUCE, 's.'),
    ],
    ['empty lists in masses', 'makes more than 1000000 values', file(Array.from({ length: 1_000_001 }, () => 0x5d))],
  ])('%s', (_, message, bytes) => {
    expect(() => decodePyTorch(bytes)).toThrow(message);
    expect(() => decodePyTorch(bytes)).toThrow(WeightsError);
  });

  test('a list that is copied over and over', () => {
    const list = [0x5d, 0x28, ...Array.from({ length: 200 }, () => [0x4e, 0x4e, 0x86]).flat(), 0x65, 0x71, 0];
    const copies = Array.from(
      { length: 200 },
      () => ['ccollections\nOrderedDict\nh', 0, 0x85, REDUCE, '0'] as const,
    ).flat();
    const pairs = file(list, ...copies, 'N.');
    expect(() => decodePyTorch(pairs)).toThrow('copies its own lists over and over');
    expect(() => decodePyTorch(pairs)).toThrow(WeightsError);
  });

  test('a dictionary that holds itself, and lists as deep as the file is long', () => {
    expect(() => decodePyTorch(file('}q', 0, text('state_dict'), 'h', 0, 's.'))).toThrow('there is no state dict');
    const deep = file(
      Array.from({ length: 100_000 }, () => 0x5d),
      Array.from({ length: 99_999 }, () => 0x61),
      '.',
    );
    expect(() => decodePyTorch(deep)).toThrow('it holds something else');
  });
});

describe('a tensor that does not lie in its storage is refused', () => {
  test.each<[string, string, Bend]>([
    ['beyond the end', '[2,2] reaches value 4 of a storage of 4', { offset: 1 }],
    ['by its strides', 'reaches value 6 of a storage of 4', { stride: [4, 2] }],
    ['2^31 values', 'reaches value', { size: [2 ** 31 - 1], stride: [1] }],
    [
      'more values than numbers can count',
      'reaches value',
      { size: Array.from({ length: 64 }, () => 2 ** 31 - 1), stride: Array.from({ length: 64 }, () => 1) },
    ],
    ['repeated', 'repeats the 4 values of its storage', { size: [2 ** 30], stride: [0] }],
    ['a negative offset', 'offset that is no whole number', { offset: -1 }],
    ['a negative length', 'a shape and strides that do not fit', { size: [-1, 2] }],
    [
      '65 axes',
      'a shape and strides that do not fit',
      { size: Array.from({ length: 65 }, () => 1), stride: Array.from({ length: 65 }, () => 1) },
    ],
    ['strides of another rank', 'a shape and strides that do not fit', { stride: [1] }],
    ['a storage of another size', "expects 20 bytes in storage '0', which has 16", { count: 5 }],
    ['a storage of another type', "expects 32 bytes in storage '0', which has 16", { type: 'DoubleStorage' }],
    [
      'a storage that is not there',
      "in storage '../../etc/passwd', which is not in the file",
      { key: '../../etc/passwd' },
    ],
    ['a storage of negative length', "has the storage '0' without a length", { count: -1 }],
    ['a type that is none', "names 'torch.QInt8Storage'", { type: 'QInt8Storage' }],
  ])('%s', (_, message, bend) => {
    expect(() => decodePyTorch(oneTensor(bend))).toThrow(message);
    expect(() => decodePyTorch(oneTensor(bend))).toThrow(WeightsError);
  });

  test('a BoolTensor of other values', () => {
    const good = oneTensor({ count: 16, type: 'BoolStorage' });
    expect(decodePyTorch(good).x!.dtype).toBe('bool');
    const bad = zipFile([
      ['archive/data.pkl', good.subarray(30 + 16, good.indexOf(0x2e, 60) + 1)],
      ['archive/data/0', new Uint8Array(16).fill(2)],
    ]);
    expect(() => decodePyTorch(bad)).toThrow(WeightsError);
  });
});

describe('a hostile zip file is refused with its reason', () => {
  const pickle = bytesOf(START, '}.');
  const bent = (bend: EntryBend) => zipFile([['archive/data.pkl', pickle, bend]]);
  test.each<[string, string, Uint8Array]>([
    ['compressed, as a zip bomb is', 'is compressed, which PyTorch never does', bent({ method: 8, packed: 4 })],
    ['4 GiB out of nothing', 'ends behind the file', bent({ size: 0xfffffff0 })],
    ['two lengths', 'is compressed', bent({ packed: 1 })],
    ['encrypted', 'is encrypted', bent({ flags: 1 })],
    ['another checksum', 'is damaged (its checksum is another)', bent({ crc: 1 })],
    ['an entry beyond the end', 'is not where the directory says', bent({ headerAt: 0x7fffffff })],
    ['an entry that points elsewhere', 'is not where the directory says', bent({ headerAt: 3 })],
    [
      'a name twice',
      "the entry 'data.pkl' stands twice",
      zipFile([
        ['data.pkl', pickle],
        ['data.pkl', pickle],
      ]),
    ],
    ['no pickle', 'it has no data.pkl', zipFile([['a.txt', pickle]])],
    [
      'big-endian',
      'on a big-endian machine',
      zipFile([
        ['a/data.pkl', pickle],
        ['a/byteorder', bytesOf('big')],
      ]),
    ],
    ['cut off', 'it has no directory at its end', fixture('model.pth').subarray(0, 3000)],
    ['only a start', 'it has no directory at its end', bytesOf('PK', 3, 4)],
  ])('%s', (_, message, bytes) => {
    expect(() => decodePyTorch(bytes)).toThrow(message);
    expect(() => decodePyTorch(bytes)).toThrow(WeightsError);
  });
});

describe('a zip file with the records of zip64', () => {
  const entries = [
    ['archive/data.pkl', oneTensor({}).subarray(46, oneTensor({}).indexOf(0x2e, 60) + 1)],
    ['archive/data/0', new Uint8Array(16)],
  ] as const;

  test('is read', () => {
    expect(decodePyTorch(zipFile(entries, {})).x!.shape).toEqual([2, 2]);
  });

  test.each<[string, Zip64Bend]>([
    ['a record beyond the end', { locatorAt: 2 ** 40 }],
    ['a record that no number can count', { locatorAt: 2 ** 63 }],
    ['a record elsewhere', { locatorAt: 0 }],
    ['a directory beyond the end', { begin: 2 ** 50 }],
    ['more entries than there are', { count: 2 ** 52 }],
    ['too short numbers of an entry', { extraBytes: 8 }],
  ])('%s is refused', (_, bend) => {
    const bytes = zipFile(entries, bend);
    expect(() => decodePyTorch(bytes)).toThrow(WeightsError);
    expect(() => decodePyTorch(bytes)).toThrow('the zip file cannot be read: ');
  });
});

describe('a file of the format before 1.6 is refused with its reason', () => {
  const legacy = fixture('legacy.pth');
  test.each<[string, string, Uint8Array]>([
    ['another pickle', 'it does not start as one of PyTorch', bytesOf(START, 'N.')],
    [
      'another version',
      'it has version 7, expected 1001',
      bytesOf(legacy.subarray(0, 15) as unknown as number[], START, 'K', 7, '.'),
    ],
    ['cut off in its pickles', 'the file is cut off', legacy.subarray(0, 200)],
    ['cut off in its storages', 'the file is cut off', legacy.subarray(0, legacy.length - 1)],
    ['nothing', 'starts neither as a zip file nor as a pickle', new Uint8Array(0)],
    ['something else', 'starts neither as a zip file nor as a pickle', bytesOf('<html>')],
  ])('%s', (_, message, bytes) => {
    expect(() => decodePyTorch(bytes)).toThrow(message);
    expect(() => decodePyTorch(bytes)).toThrow(WeightsError);
  });
});
