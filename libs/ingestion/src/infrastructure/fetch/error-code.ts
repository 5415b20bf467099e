/** The code of a system's or library's error (`ENOENT`, `UND_ERR_SOCKET`), or else its text. */
export const errorCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : String(error);
