// A closed loop of keep-alive connections against one origin: {origin, requests: [{path, headers}], headers: of
// all, connections, seconds, status}.
import { Pool } from 'undici';

const { origin, requests, headers: all, connections, seconds, status } = JSON.parse(process.env.BENCH_LOAD);
const pool = new Pool(origin, { connections, pipelining: 1 });
const latencies = [];
const until = performance.now() + seconds * 1000;
let next = 0;

async function loop() {
  while (performance.now() < until) {
    const { path, headers } = requests[next++ % requests.length];
    const began = performance.now();
    const { statusCode, body } = await pool.request({ path, method: 'GET', headers: { ...all, ...headers } });
    await body.dump();
    if (statusCode !== status) throw new Error(`${path} answered ${statusCode}, not ${status}`);
    latencies.push(performance.now() - began);
  }
}

await Promise.all(Array.from({ length: connections }, loop));
await pool.close();
latencies.sort((a, b) => a - b);
const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
process.stdout.write(
  JSON.stringify({ perSecond: latencies.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) }),
);
