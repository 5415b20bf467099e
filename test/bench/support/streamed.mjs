import { readFileSync } from 'node:fs';
import { request } from 'undici';

const resident = ({ pid }) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

/** Time of the first byte and of the last (ms), bytes, lines, and how much the process that answers grew (MiB). */
export async function streamed(url, child) {
  const before = resident(child);
  let peak = before;
  const began = performance.now();
  const { body } = await request(url);
  let [first, bytes, lines] = [0, 0, 0];
  for await (const chunk of body) {
    first ||= performance.now() - began;
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) lines++;
    peak = Math.max(peak, resident(child));
  }
  return { first, total: performance.now() - began, bytes, lines, growth: peak - before };
}
