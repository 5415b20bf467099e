import type { CountryPack } from '../country-pack';
import { france } from './france/france.country';
import { italy } from './italy/italy.country';

/** A new country is one folder beside these, one line here and one migration. */
export const PACKS: readonly CountryPack[] = [france, italy];
