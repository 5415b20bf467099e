import { Choice, Flag, FreeObject, Maybe, Text, Texts, Whole } from '@hexagone/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { RUN_STATES, type RunState, TRIGGERS, type Trigger } from '../../domain/import-run';

/** The most items of one page. */
export const MOST_ITEMS = 100;

const Told = (word: PropertyDecorator, description: string, example?: unknown): PropertyDecorator =>
  applyDecorators(Maybe(word), ApiPropertyOptional({ description, ...(example !== undefined && { example }) }));

abstract class PageQuery {
  @Told(Whole({ min: 1, max: MOST_ITEMS, clamped: true }), 'Items of the page; more than 100 counts as 100.', 20)
  limit = 20;

  @Told(Text({ max: 2000 }), 'Where to go on: the `cursor` of `links.next`.')
  cursor?: string;

  @Told(Choice(['exact', 'none']), '`none` spares the count of `meta.total`.')
  count: 'exact' | 'none' = 'exact';
}

export class RunsQuery extends PageQuery {
  @Told(Text({ max: 40 }), 'Runs of this dataset.', 'communes-csv') dataset?: string;
  @Told(Choice(RUN_STATES), 'Runs in this state.', 'published') state?: RunState;
  @Told(Choice(TRIGGERS), 'Runs that were started like this.', 'http') trigger?: Trigger;
}

export class RejectsQuery extends PageQuery {
  @Told(Text({ max: 100 }), 'Rejects for this reason.', 'column_count') code?: string;
  @Told(Text(), 'Rejects because of this column.', 'code_postal') field?: string;
  @Told(Whole({ min: 1 }), 'Rejects of this line of the source.', 39202) line?: number;
}

const DATASET = 'Name of the dataset, as `GET /datasets` lists them.';
const DRY_RUN = 'Judge everything, write nothing.';
const FORCE = 'Read even what is known to be the same.';
const GUARDS = 'Publish although these guards fire. Needs `reason`.';
const REASON = 'Why the guards are accepted; kept in the ledger.';
const GUARD_NAME = /^[a-z]+(-[a-z]+)*$/;

export class ImportDocument {
  @Text({ max: 40, example: 'communes-csv' }) dataset!: string;
  @Told(Text({ max: 2000 }), '`embedded`, `official` or a URL. Default: official, else embedded.', 'official')
  from?: string;
  @Told(FreeObject(), "The dataset's own options, as `GET /datasets/{name}` describes them.", {})
  options?: Readonly<Record<string, string | boolean>>;
  @Told(Flag(), DRY_RUN, false) dryRun?: boolean;
  @Told(Flag(), FORCE, false) force?: boolean;
  @Told(Texts({ max: 20, pattern: GUARD_NAME }), GUARDS, ['row-collapse']) acceptGuards?: string[];
  @Told(Text({ max: 1000 }), REASON, 'The source was reorganised.') reason?: string;
}

/** With a document as the body, the query says nothing: `dataset` would make the body a file. */
export class DocumentQuery {
  @Maybe(Text({ max: 40 })) dataset?: string;
}

/** With a file as the body, what a document would say is said here. */
export class UploadQuery {
  @Told(Text({ max: 40 }), `${DATASET} The body is then the file.`) dataset?: string;
  @Told(Flag(), DRY_RUN) dryRun?: boolean;
  @Told(Flag(), FORCE) force?: boolean;
  @Told(Texts({ max: 20, pattern: GUARD_NAME }), GUARDS) acceptGuards?: string[];
  @Told(Text({ max: 1000 }), REASON) reason?: string;
}

export class ReplayQuery {
  @Told(Flag(), DRY_RUN) dryRun?: boolean;
  @Told(Texts({ max: 20, pattern: GUARD_NAME }), GUARDS) acceptGuards?: string[];
  @Told(Text({ max: 1000 }), REASON) reason?: string;
}
