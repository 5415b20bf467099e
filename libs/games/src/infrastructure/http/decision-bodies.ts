import { Choice, field, Flag, Text, Told } from '@hexagone/platform';
import { GAME_SOURCES } from '../../domain/record/sources';

/** Games merged, or records unmerged, at once. */
const [MOST_GAMES, MOST_RECORDS] = [20, 500];

const MOST_REASON = 500;

const isId = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

const isListOf = (value: unknown, most: number, holds: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.length <= most && value.every(holds);

const GameIds = (): PropertyDecorator =>
  field({
    code: 'not-a-list-of-ids',
    says: () => ({
      en: `must be a list of 1 to ${MOST_GAMES} ids, without repetition`,
      fr: `doit être une liste de 1 à ${MOST_GAMES} identifiants, sans répétition`,
    }),
    holds: (value) =>
      isListOf(value, MOST_GAMES, isId) && new Set(value as unknown[]).size === (value as unknown[]).length,
    schema: {
      type: 'array',
      items: { type: 'integer', minimum: 1 },
      minItems: 1,
      maxItems: MOST_GAMES,
      uniqueItems: true,
      description: 'The games that go.',
      example: [1240],
    },
  });

/** As provenance names a record. */
export interface RecordName {
  readonly source: string;
  readonly source_key: string;
}

function isRecordName(value: unknown): value is RecordName {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { source, source_key: key, ...others } = value as Readonly<Record<string, unknown>>;
  const isKey = typeof key === 'string' && key !== '' && key.length <= 1000;
  return (GAME_SOURCES as readonly unknown[]).includes(source) && isKey && Object.keys(others).length === 0;
}

const RecordNames = (): PropertyDecorator =>
  field({
    code: 'not-a-list-of-records',
    says: () => ({
      en: `must be a list of 1 to ${MOST_RECORDS} objects {source, source_key}, source being one of ${GAME_SOURCES.join(', ')}`,
      fr: `doit être une liste de 1 à ${MOST_RECORDS} objets {source, source_key}, source étant parmi ${GAME_SOURCES.join(', ')}`,
    }),
    holds: (value) => isListOf(value, MOST_RECORDS, isRecordName),
    schema: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          source: { type: 'string', enum: [...GAME_SOURCES] },
          source_key: { type: 'string', minLength: 1, maxLength: 1000 },
        },
        required: ['source', 'source_key'],
        additionalProperties: false,
      },
      minItems: 1,
      maxItems: MOST_RECORDS,
      description: 'The records that go, as `records` of the provenance names them.',
      example: [{ source: 'igdb', source_key: '1001' }],
    },
  });

export class MergeBody {
  @GameIds()
  gameIds!: readonly number[];

  @Text({ max: MOST_REASON, example: 'The same game under its European name' })
  reason!: string;

  @Told(Flag(), 'Merge although something speaks against it; what does is kept in the audit log.', false)
  overrideVetoes = false;
}

export class UnmergeBody {
  @RecordNames()
  records!: readonly RecordName[];

  @Text({ max: MOST_REASON, example: 'The remake is another game' })
  reason!: string;
}

export class ReviewBody {
  @Choice(['accepted', 'rejected'])
  state!: 'accepted' | 'rejected';

  @Text({ max: MOST_REASON, example: 'A port of eight years later' })
  reason!: string;
}
