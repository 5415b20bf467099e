import { Ingestion1763700000000 } from './1763700000000-ingestion';
import { Territory1763700100000 } from './1763700100000-territory';
import { Energy1763700400000 } from './1763700400000-energy';

/** In order of application; listed by hand, so that no stray file is ever run. */
export const migrations = [Ingestion1763700000000, Territory1763700100000, Energy1763700400000];
