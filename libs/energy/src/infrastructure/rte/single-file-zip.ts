import { crc32, deflateRawSync } from 'node:zlib';

const VERSION = 20;
const DEFLATE = 8;
/** 1980-01-01, the first day that an archive can name: the same content makes the same bytes. */
const FIRST_DAY = 0x0021;

/** An archive of one file, as RTE ships its files. */
export function singleFileZip(name: string, content: Buffer): Buffer {
  const [bytes, label] = [deflateRawSync(content, { level: 9 }), Buffer.from(name)];
  const common = Buffer.alloc(26);
  common.writeUInt16LE(VERSION, 0);
  common.writeUInt16LE(DEFLATE, 4);
  common.writeUInt16LE(FIRST_DAY, 8);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(bytes.length, 14);
  common.writeUInt32LE(content.length, 18);
  common.writeUInt16LE(label.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, label, bytes]);
  const madeBy = Buffer.from([VERSION, 0]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02'), madeBy, common, Buffer.alloc(14), label]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(entry.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, entry, Buffer.from('PK\x05\x06'), end]);
}
