/** What every access token of this service is (RFC 9068). Times in seconds. */
export const ACCESS_TOKEN = {
  algorithm: 'EdDSA',
  type: 'at+jwt',
  audience: 'hexagone',
  lifetime: 600,
  tolerance: 30,
  mostBytes: 4_096,
} as const;
