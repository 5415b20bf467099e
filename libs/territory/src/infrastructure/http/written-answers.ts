import { DomainError, problem } from '@hexagone/kernel';
import { actorOf, ReadTags } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { AreaReads } from '../../application/area-reads';
import type { WrittenCommune } from '../../application/write-commune';
import { DEFAULT_FIELDS } from '../../domain/areas';
import type { Author } from '../../domain/commune-override';
import { readCode } from '../../domain/code-reading';
import { AreaNotFound } from '../../domain/territory.errors';
import type { Exchange } from './area-answers';
import { PUBLISHED_BY } from './territory-route';

const stale = problem('territory.stale-version', 'stale', {
  en: 'The commune has changed since',
  fr: 'La commune a changé depuis',
});

export interface WriteTerms {
  readonly author: Author;
  readonly guard: () => Promise<void>;
}

/** Who writes and on what condition; and what is answered: the commune as readers now see it, with its ETag. */
@Injectable()
export class WrittenAnswers {
  constructor(
    private readonly reads: AreaReads,
    private readonly tags: ReadTags,
  ) {}

  /** The guard refuses an `If-Match` that is not the present ETag of the commune (`code`; none: nothing to compare). */
  terms({ request }: Exchange, reason: string | undefined, code?: string): WriteTerms {
    const author = { actor: actorOf(request), reason: reason ?? null, at: new Date() };
    const expected = request.headers['if-match'];
    return {
      author,
      guard: () => (expected === undefined || code === undefined ? Promise.resolve() : this.mustMatch(expected, code)),
    };
  }

  async written({ code, created }: WrittenCommune, { reply }: Exchange): Promise<string> {
    const path = `/communes/${code}`;
    const item = await this.reads.find('commune', { code }, { fields: DEFAULT_FIELDS.commune });
    if (item === null) throw new AreaNotFound('commune', code);
    reply.code(created ? 201 : 200).header(created ? 'location' : 'content-location', path);
    reply.header('etag', await this.tags.of(path, PUBLISHED_BY)).type('application/json; charset=utf-8');
    return item;
  }

  private async mustMatch(expected: string, code: string): Promise<void> {
    const present = await this.tags.of(`/communes/${readCode('commune', code)}`, PUBLISHED_BY);
    if (expected.trim() === '*' || this.tags.matches(expected, present)) return;
    throw new DomainError(stale, {
      en: 'If-Match names an older version: read the commune again.',
      fr: 'If-Match désigne une version plus ancienne : relisez la commune.',
    });
  }
}
