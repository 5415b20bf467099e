import type { Bilingual, Language } from '@hexagone/kernel';
import { durationInWords } from '../../domain/duration';
import type { Activity, Register, RetentionTerm } from './register-shape';

interface LegalBasis extends Bilingual {
  /** Of the GDPR. */
  readonly article: string;
}

const LEGAL_BASES: Readonly<Record<Activity['basis'], LegalBasis>> = {
  consent: { article: '6(1)(a)', en: 'consent', fr: 'consentement' },
  contract: { article: '6(1)(b)', en: 'performance of a contract', fr: 'exécution d’un contrat' },
  'legal-obligation': { article: '6(1)(c)', en: 'legal obligation', fr: 'obligation légale' },
  'vital-interests': { article: '6(1)(d)', en: 'vital interests', fr: 'intérêts vitaux' },
  'public-task': { article: '6(1)(e)', en: 'public task', fr: 'mission d’intérêt public' },
  'legitimate-interest': { article: '6(1)(f)', en: 'legitimate interest', fr: 'intérêt légitime' },
};

interface PublishedTerm extends Omit<RetentionTerm, 'keep'> {
  readonly rule: string;
  /** Null: no time is set. */
  readonly keep: string | null;
}

function keptFor({ keep, from }: PublishedTerm, language: Language): string {
  if (keep === null)
    return language === 'fr'
      ? `Sans durée fixée à compter de ${from.fr}`
      : `For a time that is not set, from ${from.en} on`;
  const words = durationInWords(keep, language);
  if (words === '') return language === 'fr' ? `Jusqu’à ${from.fr}` : `Until ${from.en}`;
  return language === 'fr' ? `${words} après ${from.fr}` : `${words} after ${from.en}`;
}

/** `3 years after the last sign-in. Erased.` */
export const keptWords = (term: PublishedTerm, language: Language): string =>
  `${keptFor(term, language)}. ${term.then[language]}`;

export interface PublishedActivity extends Omit<Activity, 'retention'> {
  readonly legal_basis: LegalBasis;
  readonly retention: readonly PublishedTerm[];
}

export interface PublishedRegister extends Omit<
  Register,
  'retentions' | 'activities' | 'shared' | 'rights' | 'complaint'
> {
  readonly activities: readonly PublishedActivity[];
}

/** What is shown of the register; the names of columns are for those who keep it. */
export function published(register: Register, withColumns: boolean): PublishedRegister {
  const { controller, dpo, updated, activities, retentions } = register;
  return {
    controller,
    dpo,
    updated,
    activities: activities.map((activity) => ({
      ...activity,
      legal_basis: LEGAL_BASES[activity.basis],
      data: activity.data.map((data) => (withColumns ? data : { ...data, columns: undefined })),
      retention: activity.retention.flatMap((rule) => {
        const term = retentions[rule];
        return term ? [{ rule, ...term, keep: term.keep ?? null }] : [];
      }),
    })),
  };
}
