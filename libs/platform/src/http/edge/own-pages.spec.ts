import type { FastifyRequest } from 'fastify';
import { refuseForeignPages } from './own-pages';

const from = (method: string, origin?: string): (() => void) => {
  const headers = { host: 'localhost:8000', ...(origin !== undefined && { origin }) };
  return () => {
    refuseForeignPages({ method, headers } as FastifyRequest, ['https://desk.example']);
  };
};

describe('writes from pages', () => {
  it.each([undefined, 'http://localhost:8000', 'https://localhost:8000', 'https://desk.example'])(
    'pass from %s',
    (origin) => {
      expect(from('POST', origin)).not.toThrow();
    },
  );

  it.each(['https://evil.example', 'http://localhost:8001', 'null', 'https://desk.example.evil'])(
    'are refused from %s',
    (origin) => {
      expect(from('POST', origin)).toThrow('HEXAGONE_CORS_ORIGINS');
      expect(from('DELETE', origin)).toThrow('HEXAGONE_CORS_ORIGINS');
      expect(from('GET', origin)).not.toThrow();
    },
  );
});
