// Hugging Face's tokenizers library beside ours: node tokenizers.mjs <module's folder> <tokenizer.json> <texts file>
// For each line on standard input it encodes all texts in batches of 1,000 and answers with the seconds by the clock, those of
// processor time, and the sum of all ids.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [moduleFolder, tokenizerFile, textsFile] = process.argv.slice(2);
const { Tokenizer } = createRequire(import.meta.url)(moduleFolder);
const tokenizer = Tokenizer.fromFile(tokenizerFile);
const texts = readFileSync(textsFile, "utf8").split("\n").slice(0, -1);
console.log(`${texts.length}`);

for await (const _ of createInterface({ input: process.stdin })) {
  const [started, busy] = [process.hrtime.bigint(), process.cpuUsage()];
  const encodings = [];
  for (let i = 0; i < texts.length; i += 1000) encodings.push(...(await tokenizer.encodeBatch(texts.slice(i, i + 1000))));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const used = process.cpuUsage(busy);
  let sum = 0;
  for (const encoding of encodings) for (const id of encoding.getIds()) sum += Number(id);
  console.log(`${seconds} ${(used.user + used.system) / 1e6} ${sum}`);
}
