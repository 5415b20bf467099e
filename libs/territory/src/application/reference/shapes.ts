/** What codes of the Code officiel géographique look like. */
export const COMMUNE_CODE = /^(?:0[1-9]|[1-8]\d|9[0-578]|2[AB])[0-9A-Z]{3}$/;
export const DEPARTEMENT_CODE = /^(?:\d\d|2[AB]|9[78]\d)$/;
export const REGION_CODE = /^\d{2,3}$/;
export const ARRONDISSEMENT_CODE = /^(?:\d\d|2[AB]|9[78]\d)\d$/;
export const POSTAL_CODE = /^\d{5}$/;
export const SIREN = /^\d{9}$/;
export const ZONE = /^(?:metro|drom|com)$/;

/** The columns of a JSON record: every one may be absent from an element, `judge` says which must not. */
export const jsonColumns = (...names: string[]): { readonly name: string }[] => names.map((name) => ({ name }));

/** An array at the root of a JSON file. */
export const JSON_ARRAY = { version: 1, formats: ['json'] } as const;
