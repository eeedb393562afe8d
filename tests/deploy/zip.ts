import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 'PK\x05\x06';
const DIRECTORY_ENTRY_BYTES = 46;
const FILE_HEADER_BYTES = 30;
const DEFLATED = 8;

/** The files of a zip, by their names. Archives above 4 GB are not supported. */
export function unzip(zip: Buffer): Record<string, Buffer> {
  const end = zip.lastIndexOf(END_OF_DIRECTORY, undefined, 'latin1');
  const files: Record<string, Buffer> = {};
  let entry = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(entry + 28);
    const nameStart = entry + DIRECTORY_ENTRY_BYTES;
    files[zip.toString('utf8', nameStart, nameStart + nameLength)] = contentOf(zip, entry);
    entry = nameStart + nameLength + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32);
  }
  return files;
}

function contentOf(zip: Buffer, entry: number): Buffer {
  const header = zip.readUInt32LE(entry + 42);
  const start = header + FILE_HEADER_BYTES + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const content = zip.subarray(start, start + zip.readUInt32LE(entry + 20));
  return zip.readUInt16LE(entry + 10) === DEFLATED ? inflateRawSync(content) : content;
}
