import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** All that was received, and how long the connection lived (ms). */
  readonly text: string;
  readonly lived: number;
}

export interface RawOptions {
  /** Sent one character a second after the rest. */
  readonly dripping?: string;
  /** Close our side once an answer has come. Default: wait for the server to close. */
  readonly untilAnswer?: boolean;
}

function parsed(text: string, lived: number): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [line = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [field.split(':', 1)[0]!.toLowerCase(), field.replace(/^[^:]*: */, '')]),
  );
  return { status: Number(line.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n'), text, lived };
}

const isWhole = (text: string): boolean => {
  const { headers, body } = parsed(text, 0);
  const length = headers['content-length'];
  return text.includes('\r\n\r\n') && length !== undefined && Buffer.byteLength(body) >= Number(length);
};

/** Sends these bytes and answers what came back when the connection ended. */
export function talk(
  port: number,
  sent: string | Buffer,
  { dripping = '', untilAnswer = false }: RawOptions = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const started = performance.now();
    let received = '';
    const socket: Socket = connect(port, '127.0.0.1', () => void socket.write(sent));
    const letters = Array.from(dripping);
    const drip = setInterval(() => {
      const letter = letters.shift();
      if (letter !== undefined && socket.writable) socket.write(letter);
    }, 1_000);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (untilAnswer && isWhole(received)) socket.end();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearInterval(drip);
      resolve(parsed(received, performance.now() - started));
    });
  });
}
