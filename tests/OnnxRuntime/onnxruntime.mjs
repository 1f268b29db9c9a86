// Answers each line of JSON with one: {"load": path, "threads": n} opens a model; {"rows", "columns", "ids", "mask", "types", "repeat"} runs it.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const ort = createRequire(process.argv[2] + '/')('onnxruntime-node');
const input = (values, shape) => new ort.Tensor('int64', BigInt64Array.from(values, BigInt), shape);
let session;

const answer = {
  async load(request) {
    const [started, busy] = [performance.now(), process.cpuUsage()];
    session = await ort.InferenceSession.create(request.load, { intraOpNumThreads: request.threads, interOpNumThreads: 1, graphOptimizationLevel: 'all' });
    const { user, system } = process.cpuUsage(busy);
    return { milliseconds: [performance.now() - started], processor: [(user + system) / 1000], logits: [] };
  },
  async run(request) {
    const shape = [request.rows, request.columns];
    const feeds = { input_ids: input(request.ids, shape), attention_mask: input(request.mask, shape) };
    if (session.inputNames.includes('token_type_ids')) feeds.token_type_ids = input(request.types, shape);
    const result = { milliseconds: [], processor: [], logits: [] };
    for (let i = 0; i < request.repeat; i++) {
      const [started, busy] = [performance.now(), process.cpuUsage()];
      result.logits = Array.from((await session.run(feeds)).logits.data);
      const { user, system } = process.cpuUsage(busy);
      result.milliseconds.push(performance.now() - started);
      result.processor.push((user + system) / 1000);
    }
    return result;
  },
};

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  console.log(JSON.stringify(await (request.load ? answer.load(request) : answer.run(request))));
}
