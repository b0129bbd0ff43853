import { WeightsError } from '@cv/tensor/errors';
import { shorten } from '../files/shorten.ts';
import type { ByteCursor } from './byte-cursor.ts';
import { refusedOpcodes } from './refused-opcodes.ts';

/** Something that a pickle may name and call. */
export interface PickleGlobal {
  /** `torch._utils._rebuild_tensor_v2` */
  readonly name: string;
  /** What calling it gives; left out where it is only named. */
  readonly call?: (args: readonly unknown[], machine: Unpickler) => unknown;
}

/** What a pickle may reach besides plain values. */
export interface PickleWorld {
  /** @returns undefined for what is not allowed */
  readonly global: (name: string) => PickleGlobal | undefined;
  /** What a persistent id stands for. */
  readonly persistent: (id: unknown) => unknown;
}

/**
 * Values that a pickle may make. A tensor takes about 30, and an empty dictionary is one byte in the file and a hundred in memory.
 */
const MOST_VALUES = 1_000_000;

/**
 * A pickle machine of plain values: numbers, texts, bytes, lists and tuples (arrays), dictionaries (maps), and what its world allows
 * by name. Nothing of the file is ever run; the number of values is limited, and so is what they can copy.
 * @source Python's `pickletools` (protocols 2 to 5); PyTorch's `torch/_weights_only_unpickler.py` for the idea
 */
export class Unpickler {
  readonly cursor: ByteCursor;
  readonly #world: PickleWorld;
  readonly #stack: unknown[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, unknown>();
  #made = 0;
  #copied = 0;

  constructor(cursor: ByteCursor, world: PickleWorld) {
    this.cursor = cursor;
    this.#world = world;
  }

  /** Runs one pickle and leaves the cursor behind it. */
  load(): unknown {
    for (;;) {
      const opcode = this.cursor.uint8();
      if (opcode === 0x2e) return this.pop(); // STOP
      const work = opcodes[opcode];
      if (work === undefined) throw this.#unknown(opcode);
      work(this, this.cursor);
    }
  }

  push(value: unknown): void {
    this.#count();
    this.#stack.push(value);
  }

  pop(): unknown {
    const floor = this.#marks.at(-1) ?? 0;
    if (this.#stack.length <= floor) throw this.fail('takes a value from an empty stack');
    return this.#stack.pop();
  }

  top(): unknown {
    const value = this.pop();
    this.#stack.push(value);
    return value;
  }

  mark(): void {
    this.#count();
    this.#marks.push(this.#stack.length);
  }

  popMark(): unknown[] {
    const floor = this.#marks.pop();
    if (floor === undefined) throw this.fail('takes values up to a mark that is not there');
    return this.#stack.splice(floor);
  }

  popCount(count: number): unknown[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  get(index: number): void {
    if (!this.#memo.has(index)) throw this.fail(`asks for value ${index}, which it never kept`);
    this.push(this.#memo.get(index));
  }

  put(index: number = this.#memo.size): void {
    this.#count();
    this.#memo.set(index, this.top());
  }

  /** Pushes what a name stands for. */
  global(module: unknown, name: unknown): void {
    if (typeof module !== 'string' || typeof name !== 'string') throw this.fail('names something by what is no text');
    const found = this.#world.global(`${module}.${name}`);
    if (found === undefined)
      throw this.fail(
        `names ${shorten(`${module}.${name}`)}, which is not allowed: weights need tensors and plain containers only`,
      );
    this.push(found);
  }

  persistent(): void {
    this.push(this.#world.persistent(this.pop()));
  }

  reduce(): void {
    const args = this.pop();
    const callee = this.pop() as Partial<PickleGlobal> | null;
    if (!Array.isArray(args) || typeof callee?.call !== 'function') {
      throw this.fail(
        `calls ${typeof callee?.name === 'string' ? `'${callee.name}'` : 'a value'}, which is no function`,
      );
    }
    this.push(callee.call(args as readonly unknown[], this));
  }

  /** Sets attributes: only those of an OrderedDict, which are of no use here (`_metadata`). */
  build(): void {
    this.pop();
    if (!(this.top() instanceof Map)) throw this.fail('sets the attributes of a value that has none');
  }

  append(values: readonly unknown[]): void {
    const list = this.top();
    if (!Array.isArray(list)) throw this.fail('adds to what is no list');
    for (const value of values) list.push(value);
  }

  setItems(items: readonly unknown[]): void {
    const dict = this.top();
    if (!(dict instanceof Map)) throw this.fail('sets keys of what is no dictionary');
    if (items.length % 2 !== 0) throw this.fail('sets a key without a value');
    for (let i = 0; i < items.length; i += 2) dict.set(items[i], items[i + 1]);
  }

  /** Copies may not add up to more values than the pickle has bytes: a list that is kept can be copied in five. */
  copying(count: number): void {
    this.#copied += count;
    if (this.#copied > this.cursor.bytes.length) throw this.fail('copies its own lists over and over');
  }

  fail(what: string): WeightsError {
    return new WeightsError(`PyTorch file: the pickle ${what} (byte ${this.cursor.at})`, { byte: this.cursor.at });
  }

  #count(): void {
    if (++this.#made > MOST_VALUES) throw this.fail(`makes more than ${MOST_VALUES} values`);
  }

  #unknown(opcode: number): WeightsError {
    const name = refusedOpcodes[opcode] ?? 'which does not exist';
    return this.fail(`has the opcode 0x${opcode.toString(16).padStart(2, '0')}, ${name}`);
  }
}

type Work = (machine: Unpickler, cursor: ByteCursor) => void;

/** By their byte, in the order of `pickletools`; what makes objects of classes is missing. */
const opcodes: Readonly<Record<number, Work>> = {
  128: (machine, cursor) => {
    const protocol = cursor.uint8(); // PROTO
    if (protocol < 2 || protocol > 5) throw machine.fail(`has protocol ${protocol}, expected 2 to 5`);
  },
  149: (_, cursor) => void cursor.uint64(), // FRAME: the length of what follows, of no use here
  74: (machine, cursor) => machine.push(cursor.int32()), // BININT
  75: (machine, cursor) => machine.push(cursor.uint8()), // BININT1
  77: (machine, cursor) => machine.push(cursor.uint16()), // BININT2
  138: (machine, cursor) => machine.push(wholeNumber(cursor.take(cursor.uint8()))), // LONG1
  71: (machine, cursor) => machine.push(cursor.float64()), // BINFLOAT
  78: (machine) => machine.push(null), // NONE
  136: (machine) => machine.push(true), // NEWTRUE
  137: (machine) => machine.push(false), // NEWFALSE
  84: (machine, cursor) => machine.push(cursor.text(cursor.uint32())), // BINSTRING, a text of Python 2
  85: (machine, cursor) => machine.push(cursor.text(cursor.uint8())), // SHORT_BINSTRING
  88: (machine, cursor) => machine.push(cursor.text(cursor.uint32())), // BINUNICODE
  140: (machine, cursor) => machine.push(cursor.text(cursor.uint8())), // SHORT_BINUNICODE
  141: (machine, cursor) => machine.push(cursor.text(cursor.uint64())), // BINUNICODE8
  66: (machine, cursor) => machine.push(cursor.take(cursor.uint32())), // BINBYTES
  67: (machine, cursor) => machine.push(cursor.take(cursor.uint8())), // SHORT_BINBYTES
  93: (machine) => machine.push([]), // EMPTY_LIST
  97: (machine) => machine.append([machine.pop()]), // APPEND
  101: (machine) => machine.append(machine.popMark()), // APPENDS
  108: (machine) => machine.push(machine.popMark()), // LIST
  41: (machine) => machine.push([]), // EMPTY_TUPLE
  116: (machine) => machine.push(machine.popMark()), // TUPLE
  133: (machine) => machine.push(machine.popCount(1)), // TUPLE1
  134: (machine) => machine.push(machine.popCount(2)), // TUPLE2
  135: (machine) => machine.push(machine.popCount(3)), // TUPLE3
  125: (machine) => machine.push(new Map()), // EMPTY_DICT
  100: (machine) => {
    const items = machine.popMark(); // DICT
    machine.push(new Map());
    machine.setItems(items);
  },
  115: (machine) => machine.setItems(machine.popCount(2)), // SETITEM
  117: (machine) => machine.setItems(machine.popMark()), // SETITEMS
  143: (machine) => machine.push([]), // EMPTY_SET
  144: (machine) => machine.append(machine.popMark()), // ADDITEMS
  48: (machine) => void machine.pop(), // POP
  50: (machine) => machine.push(machine.top()), // DUP
  40: (machine) => machine.mark(), // MARK
  49: (machine) => void machine.popMark(), // POP_MARK
  104: (machine, cursor) => machine.get(cursor.uint8()), // BINGET
  106: (machine, cursor) => machine.get(cursor.uint32()), // LONG_BINGET
  113: (machine, cursor) => machine.put(cursor.uint8()), // BINPUT
  114: (machine, cursor) => machine.put(cursor.uint32()), // LONG_BINPUT
  148: (machine) => machine.put(), // MEMOIZE
  99: (machine, cursor) => machine.global(cursor.line(), cursor.line()), // GLOBAL
  147: (machine) => {
    const [module, name] = machine.popCount(2); // STACK_GLOBAL
    machine.global(module, name);
  },
  81: (machine) => machine.persistent(), // BINPERSID
  82: (machine) => machine.reduce(), // REDUCE
  98: (machine) => machine.build(), // BUILD
};

/** Two's complement, little-endian. */
function wholeNumber(bytes: Uint8Array): number | bigint {
  let value = 0n;
  for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
  if (bytes.length > 0 && bytes[bytes.length - 1]! > 127) value -= 1n << BigInt(8 * bytes.length);
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
