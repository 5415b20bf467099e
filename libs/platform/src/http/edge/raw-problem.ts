import { DomainError } from '@hexagone/kernel';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { PROBLEM_JSON, problemDocument } from '../problem-document';
import {
  EXPECTATION_FAILED,
  HEADERS_TOO_LARGE,
  MALFORMED_REQUEST,
  METHOD_NOT_ALLOWED,
  REQUEST_TIMEOUT,
} from '../problems';

const REFUSALS: Readonly<Record<string, DomainError>> = {
  HPE_HEADER_OVERFLOW: new DomainError(HEADERS_TOO_LARGE, {
    en: 'The header fields have more than 16 KiB.',
    fr: 'Les en-têtes dépassent 16 Kio.',
  }),
  ERR_HTTP_REQUEST_TIMEOUT: new DomainError(REQUEST_TIMEOUT, {
    en: 'The request did not arrive in time.',
    fr: "La requête n'est pas arrivée à temps.",
  }),
};

/** Of a request whose body was refused and then not sent to its end, the answer has gone out already. */
const CUT_SHORT = new DomainError(MALFORMED_REQUEST, {
  en: 'The request was cut short.',
  fr: 'La requête a été interrompue.',
});

const UNREADABLE = new DomainError(MALFORMED_REQUEST, {
  en: 'This is not an HTTP request that can be read.',
  fr: "Ceci n'est pas une requête HTTP lisible.",
});

export const NO_TUNNEL = new DomainError(METHOD_NOT_ALLOWED, {
  en: 'This is no proxy.',
  fr: "Ceci n'est pas un relais.",
});

export const NO_EXPECTATION = new DomainError(EXPECTATION_FAILED, {
  en: 'Only Expect: 100-continue is supported.',
  fr: 'Seul Expect: 100-continue est pris en charge.',
});

export const refusalOf = (code: string): DomainError =>
  REFUSALS[code] ?? (code === 'HPE_INVALID_EOF_STATE' ? CUT_SHORT : UNREADABLE);

/** A problem for a connection on which no request could be made out, unless it is too late; the connection ends. */
export function endWith(socket: Socket, error: DomainError): boolean {
  const pending = (socket as { _httpMessage?: ServerResponse })._httpMessage;
  const answered = error === CUT_SHORT && socket.bytesWritten > 0;
  if (!socket.writable || pending?.headersSent || answered) {
    socket.destroy();
    return false;
  }
  const document = problemDocument(error, 'en');
  const body = JSON.stringify(document);
  const head = [
    `HTTP/1.1 ${String(document.status)} ${STATUS_CODES[document.status] ?? ''}`,
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  return true;
}
