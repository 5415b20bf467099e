import { createServer, type AddressInfo, type Socket } from 'node:net';
import { readable } from './letters';

export interface SmtpServer {
  readonly url: string;
  /** As people read them. */
  readonly letters: readonly string[];
  close(): Promise<void>;
}

/** Takes letters (RFC 5321, as much as a client needs); with `refuses` it takes none. */
export async function smtpServer({ refuses = false } = {}): Promise<SmtpServer> {
  const letters: string[] = [];
  const talk = (socket: Socket): void => {
    let data: string | undefined;
    let rest = '';
    socket.write('220 test\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      rest += bytes.toString();
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== undefined && line !== '.') data += `${line.replace(/^\./, '')}\r\n`;
        else if (data !== undefined) {
          letters.push(readable(data));
          data = undefined;
          socket.write('250 taken\r\n');
        } else if (/^RCPT/i.test(line) && refuses) socket.write(`550 no such ${line}\r\n`);
        else if (/^DATA/i.test(line)) {
          data = '';
          socket.write('354 go\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 fine\r\n');
      }
    });
  };
  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  };
}
