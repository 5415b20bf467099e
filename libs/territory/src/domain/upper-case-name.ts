/** A name in capitals, accents and ligatures kept: `L'HAŸ-LES-ROSES`, `ŒUILLY`. The database's `upper()` loses the Ÿ. */
export const upperCaseName = (name: string): string => name.normalize('NFC').toLocaleUpperCase('fr-FR');
