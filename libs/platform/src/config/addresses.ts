import { isIP } from 'node:net';
import { isValidCIDR, parse } from 'ipaddr.js';

/** Whether only programs of this machine can reach that address. An unknown name counts as public. */
export function isLoopback(host: string): boolean {
  if (isIP(host) === 0) return host === 'localhost';
  return parse(host).range() === 'loopback';
}

export const isHost = (text: string): boolean =>
  isIP(text) !== 0 || (/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text) && !/(?:^|\.)\d+$/.test(text));

export const isNetwork = (text: string): boolean =>
  isIP(text) !== 0 || (isIP(text.split('/')[0] ?? '') !== 0 && isValidCIDR(text));

const asUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

export function isOrigin(text: string): boolean {
  const url = asUrl(text);
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text;
}

export const isHostAndPort = (text: string): boolean => {
  const url = asUrl(`http://${text}`);
  return url !== undefined && /:\d+$/.test(text) && url.pathname === '/' && url.username === '';
};

export const isPostgresUrl = (text: string): boolean => /^postgres(?:ql)?:$/.test(asUrl(text)?.protocol ?? '');

export const isSmtpUrl = (text: string): boolean => {
  const url = asUrl(text);
  return url !== undefined && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
};
