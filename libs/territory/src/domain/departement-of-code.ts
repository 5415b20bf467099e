/** Postal codes of the overseas collectivities that their digits hide behind another département. */
const MISLEADING = new Map([
  ['97133', '977'],
  ['97150', '978'],
  ['98799', '989'],
]);

/** What an INSEE code says by itself: its first two characters, three overseas. Nothing is looked up. */
export const departementOfInseeCode = (code: string): string => code.slice(0, /^9[78]/.test(code) ? 3 : 2);

/** What a postal code suggests by itself: a guess, wrong for 26 communes whose mail comes from the other side. */
export function departementOfPostalCode(postalCode: string): string {
  const known = MISLEADING.get(postalCode);
  if (known) return known;
  if (/^20[01]/.test(postalCode)) return '2A';
  if (/^20[2-6]/.test(postalCode)) return '2B';
  return departementOfInseeCode(postalCode);
}
