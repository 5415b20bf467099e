import { UseCase } from '@hexagone/kernel';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type MeaningAnswer, type MeaningQuestion, MeaningSearch } from '../vectors/meaning-search';
import { SearchEngines } from './engines';

/** So many are looked at where some may be excluded: what is left fills the list all the same. */
const MOST_NEAR = 1_000;

/** Games by what a query means; what it excludes is excluded here too. */
@UseCase()
export class MeantGames {
  constructor(
    private readonly meaning: MeaningSearch,
    private readonly engines: SearchEngines,
  ) {}

  async near(query: ParsedQuery, question: MeaningQuestion): Promise<MeaningAnswer> {
    if (query.exclusions.length === 0) return this.meaning.near(question);
    const meant = await this.meaning.near({ ...question, limit: MOST_NEAR });
    const { near } = meant;
    if (near.length === 0) return meant;
    const ids = near.map(({ id }) => id);
    const { answer } = await this.engines.ask((search) => search.allowed(query, ids));
    const allowed = new Set(answer);
    return { ...meant, near: near.filter(({ id }) => allowed.has(id)).slice(0, question.limit) };
  }
}
