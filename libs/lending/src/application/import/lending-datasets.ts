import { type Channel, Dataset, type DatasetCard, type SourceLocation } from '@hexagone/ingestion';
import type { Bilingual } from '@hexagone/kernel';
import { LENDING_MESSAGES } from './lending-messages';
import type { LendingPart } from './lending-part';

const CARD = {
  publisher: 'the operator',
  licence: 'the operator’s own',
  homepage: '/docs',
  vintage: 'as exported',
  personal: true,
  raw: 'never',
} as const;

/** One file of the broker's export. What a newer file lacks stays, unless it is said to replace all. */
export class LendingDataset extends Dataset {
  override readonly name: string;
  readonly card: DatasetCard;
  override readonly readScope = 'lending:read';
  readonly parts: readonly LendingPart[];
  readonly embedded: readonly SourceLocation[];
  readonly channels: readonly Channel[] = [];
  readonly limits = {};
  /** Erasures and the first real file of another dataset change its rows. */
  override readonly readAgain = true;
  override readonly ownGuards = ['real-data-present'];
  override readonly messages = LENDING_MESSAGES;
  override readonly options = {
    replace: {
      type: 'boolean',
      description: {
        en: 'Rows that the file does not hold are removed.',
        fr: 'Les lignes absentes du fichier sont supprimées.',
      },
    },
  } as const;

  constructor(part: LendingPart, title: Bilingual, embedded: readonly SourceLocation[]) {
    super();
    this.name = part.name;
    this.card = { ...CARD, title };
    this.parts = [part];
    this.embedded = embedded;
  }
}
