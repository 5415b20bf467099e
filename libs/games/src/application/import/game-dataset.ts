import {
  type Channel,
  Dataset,
  type DatasetCard,
  type DatasetPart,
  type GuardLimits,
  type OptionRule,
  type SourceLocation,
} from '@hexagone/ingestion';
import type { Bilingual } from '@hexagone/kernel';

export interface GameSourceTraits {
  readonly name: string;
  readonly card: DatasetCard;
  readonly parts: readonly DatasetPart[];
  readonly embedded?: readonly SourceLocation[];
  readonly channels?: readonly Channel[];
  readonly limits?: GuardLimits;
  readonly options?: Readonly<Record<string, OptionRule>>;
  /** False where the address is configuration. */
  readonly urls?: boolean;
  /** What is taken depends on other datasets: the same content is read again. */
  readonly readAgain?: boolean;
  readonly messages: Readonly<Record<string, Bilingual>>;
}

const MESSAGES: Readonly<Record<string, Bilingual>> = {
  text_too_long: {
    en: 'A name or an id has more than {most} characters.',
    fr: 'Un nom ou un identifiant compte plus de {most} caractères.',
  },
};

/** A dataset of the catalogue. */
export class GameDataset extends Dataset {
  readonly name: string;
  readonly card: DatasetCard;
  readonly parts: readonly DatasetPart[];
  readonly embedded: readonly SourceLocation[];
  readonly channels: readonly Channel[];
  readonly limits: GuardLimits;
  override readonly ownGuards = ['real-data-present'];
  override readonly options: Readonly<Record<string, OptionRule>>;
  override readonly urls: boolean;
  override readonly readAgain: boolean;
  override readonly messages: Readonly<Record<string, Bilingual>>;

  constructor({ embedded = [], channels = [], limits = {}, options = {}, ...traits }: GameSourceTraits) {
    super();
    ({ name: this.name, card: this.card, parts: this.parts } = traits);
    this.messages = { ...MESSAGES, ...traits.messages };
    this.embedded = embedded;
    this.channels = channels;
    this.limits = limits;
    this.options = options;
    this.urls = traits.urls ?? true;
    this.readAgain = traits.readAgain ?? false;
  }
}
