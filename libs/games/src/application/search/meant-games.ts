import { UseCase } from '@hexagone/kernel';
import type { ParsedQuery } from '../../domain/search/parsed-query';
import { type MeaningAnswer, type MeaningQuestion, MeaningSearch } from '../vectors/meaning-search';
import { SearchEngines } from './engines';

/** Games by what a query means; what it excludes is excluded here too. */
@UseCase()
export class MeantGames {
  constructor(
    private readonly meaning: MeaningSearch,
    private readonly engines: SearchEngines,
  ) {}

  async near(query: ParsedQuery, question: MeaningQuestion): Promise<MeaningAnswer> {
    const { state, near } = await this.meaning.near(question);
    if (query.exclusions.length === 0 || near.length === 0) return { state, near };
    const ids = near.map(({ id }) => id);
    const { answer } = await this.engines.ask((search) => search.allowed(query, ids));
    const allowed = new Set(answer);
    return { state, near: near.filter(({ id }) => allowed.has(id)) };
  }
}
