import { UseCase } from '@hexagone/kernel';
import type { AreaKind } from '../domain/areas';
import { type PostalCodeReading, readPostalCode } from '../domain/postal-code-reading';
import { type RankedCommune, rankCommunes, SHORT_KEY, type Width } from '../domain/rank-communes';
import { readSearchText } from '../domain/search-text';
import { NumberBesidePostalCode, ScoreWithoutName } from '../domain/territory.errors';
import { type AreaCriteria, type AreaListing, AreaReads, type Shape, type SortKey } from './area-reads';
import { NameSearch, type PlacedQuery } from './name-search';

/** What somebody asks for, as they wrote it. */
export interface AreaQuestion {
  readonly kind: AreaKind;
  readonly criteria: AreaCriteria;
  readonly nom?: string;
  readonly codePostal?: string;
  readonly widest: Width;
  readonly boostPopulation: boolean;
  readonly shape: Pick<Shape, 'fields' | 'geometry'>;
  readonly sort?: readonly SortKey[];
  readonly offset: number;
  readonly limit?: number;
  readonly counted: boolean;
}

const BEST_FIRST: readonly SortKey[] = [{ field: 'score', descending: true }];

/**
 * Works out what a list is made of: how a postal code is understood, which names are meant and in which order.
 * Throws when the text or the postal code means nothing.
 */
@UseCase()
export class ListAreas {
  constructor(
    private readonly reads: AreaReads,
    private readonly names: NameSearch,
  ) {}

  async execute(question: AreaQuestion): Promise<AreaListing> {
    const { kind, nom, codePostal, sort } = question;
    if (nom === undefined && sort?.some(({ field }) => field === 'score')) throw new ScoreWithoutName();
    const criteria = {
      ...question.criteria,
      ...(codePostal !== undefined && { postalCode: await this.read(question, codePostal) }),
    };
    if (nom === undefined) return listing(question, criteria, noteOf(criteria));
    const text = readSearchText(nom);
    if (text.kind === 'postal-code' && (kind === 'commune' || kind === 'subCommune')) {
      if (codePostal !== undefined) throw new NumberBesidePostalCode();
      const postalCode = await this.read(question, text.text);
      return listing(byPopulation(question), { ...criteria, postalCode }, { note: 'postal-code', scored: true });
    }
    const { name, key, places } = text.kind === 'name' ? text : { name: text.text, key: text.text, places: [] };
    const { widest, boostPopulation } = question;
    const ranked = await this.rank(kind, { name, key, places, widest, boostPopulation }, criteria);
    return { ...listing({ ...question, sort: sort ?? BEST_FIRST }, criteria, {}), ranked };
  }

  private async rank(kind: AreaKind, query: PlacedQuery, criteria: AreaCriteria): Promise<RankedCommune[]> {
    if (query.key === '') return [];
    const ranked = rankCommunes(query, await this.names.candidates(kind, query, criteria));
    if (ranked.length > 0 || query.widest !== 'fuzzy' || query.key.length > SHORT_KEY) return ranked;
    return rankCommunes({ ...query, lastResort: true }, await this.names.ofLikeLength(kind, query, criteria));
  }

  /** The first reading that some area answers; when none does, the plainest, which then answers nothing. */
  private async read({ kind, criteria: { types } }: AreaQuestion, text: string): Promise<PostalCodeReading> {
    const readings = readPostalCode(text);
    for (const postalCode of readings) {
      if (await this.reads.exists(kind, { types, postalCode })) return postalCode;
    }
    return readings[0];
  }
}

function listing(question: AreaQuestion, criteria: AreaCriteria, notes: Pick<Shape, 'note' | 'scored'>): AreaListing {
  const { kind, sort = [], offset, limit, counted } = question;
  return { kind, criteria, shape: { ...question.shape, ...notes }, sort, offset, limit, counted };
}

function noteOf({ formerCode, postalCode }: AreaCriteria): Pick<Shape, 'note'> {
  if (formerCode !== undefined) return { note: 'former-code' };
  return postalCode && postalCode.how !== 'postal_code' ? { note: 'postal-code' } : {};
}

/** Where every match is equally good, the score is the population's. */
const byPopulation = (question: AreaQuestion): AreaQuestion => ({
  ...question,
  sort: (question.sort ?? BEST_FIRST).map(({ field, descending }) => ({
    field: field === 'score' ? 'population' : field,
    descending,
  })),
});
