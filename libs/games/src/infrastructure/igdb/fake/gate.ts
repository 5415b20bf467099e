import type { ServerResponse } from 'node:http';

const WINDOW_MS = 1000;
const MOST_IN_FLIGHT = 8;

/** So many requests in any second, and eight at a time. */
export class Gate {
  private readonly admitted: number[] = [];
  private inFlight = 0;

  constructor(private readonly rate = 4) {}

  admit(response: ServerResponse, now = performance.now()): boolean {
    while (this.admitted[0] !== undefined && this.admitted[0] <= now - WINDOW_MS) this.admitted.shift();
    if (this.admitted.length >= this.rate || this.inFlight >= MOST_IN_FLIGHT) return false;
    this.admitted.push(now);
    this.inFlight++;
    response.once('close', () => this.inFlight--);
    return true;
  }
}
