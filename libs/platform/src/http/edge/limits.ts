/** Limits of the HTTP edge: milliseconds and bytes. */
export const LIMITS = {
  /** Also closes sockets that never send anything. */
  headersTimeout: 8_000,
  /** How often timeouts are looked at; Node's 30 s would make them late. */
  connectionsCheckingInterval: 1_000,
  /** From the headers to the last byte of a body, on every route but uploads. */
  bodyDeadline: 9_000,
  uploadDeadline: 600_000,
  /** An upload must keep this pace once `uploadGrace` has passed. */
  uploadBytesPerSecond: 8_000,
  uploadGrace: 10_000,
  /** The ceiling for uploads; every other body has its own deadline. */
  requestTimeout: 660_000,
  /** Longer than a proxy's usual 60 s. */
  keepAliveTimeout: 65_000,
  /** A connection on which nothing moves: a reader of an export who reads no more. */
  silence: 120_000,
  headerBytes: 16_384,
  tokenCharacters: 4_096,
  urlCharacters: 8_192,
  parameterCharacters: 1_024,
  bodyBytes: 102_400,
  formBytes: 16_384,
  jsonDepth: 32,
  jsonCommas: 5_000,
  connections: 2_000,
} as const;
