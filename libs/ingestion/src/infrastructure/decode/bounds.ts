/** Default of a contract's `recordBytes`. */
export const RECORD_BYTES = 1024 * 1024;
/** Most cells of a record, and most names of a header. */
export const MOST_CELLS = 2000;
/** Most items of a batch. */
export const BATCH = 1000;
