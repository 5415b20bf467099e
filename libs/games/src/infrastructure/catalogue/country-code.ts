import { numericToAlpha2 } from 'i18n-iso-countries';

/** ISO 3166-1: numeric → alpha-2; a code that the standard does not know stays as it is. */
export const alpha2 = (numeric: string): string => numericToAlpha2(numeric) ?? numeric;
