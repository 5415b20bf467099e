import { type Channel, Dataset, type DatasetCard, type Publication, type SourceLocation } from '@hexagone/ingestion';
import { AREAS } from '../../domain/areas';
import { NATURES } from '../../domain/nature';
import type { Instant } from '../../domain/paris-time';
import { Eco2mixPart } from './eco2mix-part';
import { ECO2MIX_MESSAGES } from './eco2mix-messages';

const AREA_CODES = AREAS.flatMap(({ code, inseeCode }) => (inseeCode === null ? [code] : [code, inseeCode]));

export interface Eco2mixSources {
  readonly embedded: readonly SourceLocation[];
  readonly channels: readonly Channel[];
}

/** Power of France and of twelve regions, by half-hours and quarters, as RTE publishes it under the name éCO2mix. */
export class Eco2mixDataset extends Dataset {
  readonly name = 'eco2mix';
  readonly card: DatasetCard = {
    title: { en: 'éCO2mix: consumption and mix', fr: 'éCO2mix : consommation et mix' },
    publisher: 'RTE',
    licence: 'Licence Ouverte 2.0',
    homepage: 'https://www.rte-france.com/eco2mix/telecharger-les-indicateurs',
    vintage: 'as published',
    personal: false,
    raw: 'kept',
  };
  readonly parts: readonly [Eco2mixPart];
  readonly embedded: readonly SourceLocation[];
  readonly channels: readonly Channel[];
  readonly limits = {};
  override readonly disjointScopes = true;
  override readonly ownGuards = ['truncated-file', 'real-data-present'];
  override readonly messages = ECO2MIX_MESSAGES;
  override readonly options = {
    area: {
      type: 'text',
      pattern: new RegExp(`^(?:${AREA_CODES.join('|')})$`, 'i'),
      description: {
        en: 'Area of a file that has no column Périmètre: FR, FR-BRE, 53 … Default: FR.',
        fr: 'Périmètre d’un fichier sans colonne Périmètre : FR, FR-BRE, 53 … Par défaut : FR.',
      },
    },
    nature: {
      type: 'text',
      values: NATURES,
      description: {
        en: 'Nature of a file that has no column Nature. Default: inferred.',
        fr: 'Nature d’un fichier sans colonne Nature. Par défaut : déduite.',
      },
    },
  } as const;

  constructor(publication: Publication, sources: Eco2mixSources, now: () => Instant = () => Date.now() / 1000) {
    super();
    this.parts = [new Eco2mixPart(publication, now)];
    this.embedded = sources.embedded;
    this.channels = sources.channels;
  }
}
