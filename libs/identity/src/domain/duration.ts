import type { Language } from '@hexagone/kernel';

const DURATION =
  /^P(?=[0-9T])(?:([0-9]{1,3})Y)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})D)?(?:T(?=[0-9])(?:([0-9]{1,5})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})S)?)?$/;

/** ISO 8601, without weeks and fractions: `P3Y`, `P12M`, `PT24H`. */
export const isDuration = (text: string): boolean => DURATION.test(text);

function partsOf(duration: string): readonly number[] {
  const match = DURATION.exec(duration);
  if (!match) throw new Error(`${duration} is not a duration`);
  return match.slice(1).map((part: string | undefined) => Number(part ?? 0));
}

/** That much before the instant, by the calendar of UTC: one month before 31 March is the last day of February. */
export function before(instant: Date, duration: string): Date {
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = partsOf(duration);
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - 12 * years - months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return new Date(date.getTime() - 1000 * (86_400 * days + 3_600 * hours + 60 * minutes + seconds));
}

const UNITS = [
  { en: ['year', 'years'], fr: ['an', 'ans'] },
  { en: ['month', 'months'], fr: ['mois', 'mois'] },
  { en: ['day', 'days'], fr: ['jour', 'jours'] },
  { en: ['hour', 'hours'], fr: ['heure', 'heures'] },
  { en: ['minute', 'minutes'], fr: ['minute', 'minutes'] },
  { en: ['second', 'seconds'], fr: ['seconde', 'secondes'] },
] as const;

/** `3 years`, `1 mois 15 jours`; empty for no time at all. */
export function durationInWords(duration: string, language: Language): string {
  const words = partsOf(duration).flatMap((count, i) => {
    const unit = UNITS[i];
    return unit && count > 0 ? [`${count} ${unit[language][count === 1 ? 0 : 1]}`] : [];
  });
  return words.join(' ');
}
