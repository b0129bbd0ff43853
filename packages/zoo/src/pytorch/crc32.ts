/** Eight tables of 256 in a row: what a byte adds to the checksum when 0 to 7 others follow it. */
const table = makeTable();

function makeTable(): Uint32Array {
  const all = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    all[byte] = value;
  }
  for (let at = 256; at < all.length; at++) all[at] = all[all[at - 256]! & 0xff]! ^ (all[at - 256]! >>> 8);
  return all;
}

/**
 * The checksum of zip files, eight bytes at a time: a file of PyTorch is as large as its model.
 * @source ISO 3309 (CRC-32), polynomial 0xedb88320 as zip has it; "slicing by 8" of Kounavis and Berry (2008)
 */
export function crc32(bytes: Uint8Array): number {
  const wholeEnd = bytes.length - (bytes.length % 8);
  let crc = 0xffffffff;
  for (let i = 0; i < wholeEnd; i += 8) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc =
      table[1792 + (crc & 0xff)]! ^
      table[1536 + ((crc >>> 8) & 0xff)]! ^
      table[1280 + ((crc >>> 16) & 0xff)]! ^
      table[1024 + (crc >>> 24)]! ^
      table[768 + bytes[i + 4]!]! ^
      table[512 + bytes[i + 5]!]! ^
      table[256 + bytes[i + 6]!]! ^
      table[bytes[i + 7]!]!;
  }
  for (let i = wholeEnd; i < bytes.length; i++) crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
