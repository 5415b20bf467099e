import { type Channel, Dataset, type DatasetCard, type Publication } from '@hexagone/ingestion';
import { problem } from '@hexagone/kernel';
import { CommunesCsvPart } from './communes-csv-part';

/** Named by the contract of the file: raised by whoever reads its header. */
problem('territory.communes-header', 'rule-broken', {
  en: 'This is not a file of communes and postal codes',
  fr: 'Ce n’est pas un fichier de communes et de codes postaux',
});

const OFFICIAL = 'https://www.data.gouv.fr/fr/datasets/r/dbe8a621-a9c4-4bc3-9cae-be1699c5ff25';

/** Communes with their postal codes and localities, as La Poste and data.gouv.fr publish them, in all their headers. */
export class CommunesCsvDataset extends Dataset {
  readonly name = 'communes-csv';
  override readonly requires = ['territory'];
  readonly card: DatasetCard = {
    title: { en: 'Communes and postal codes', fr: 'Communes et codes postaux' },
    publisher: 'La Poste, data.gouv.fr',
    licence: 'Licence Ouverte 2.0',
    homepage: 'https://www.data.gouv.fr/fr/datasets/communes-de-france-base-des-codes-postaux/',
    vintage: 'as published',
    personal: false,
    raw: 'kept',
  };
  readonly parts: readonly [CommunesCsvPart];
  readonly embedded = [];
  readonly channels: readonly Channel[] = [
    {
      name: 'data.gouv.fr',
      cron: '0 4 * * 1',
      timeZone: 'Europe/Paris',
      jitterSeconds: 3600,
      locations: () => [{ kind: 'url', url: OFFICIAL, part: 'communes' }],
    },
  ];
  readonly limits = { rowCollapse: 0.9, massDelete: 0.1 };
  override readonly messages = {
    name_missing: { en: 'The row names no commune.', fr: 'La ligne ne nomme aucune commune.' },
    insee_code_malformed: { en: 'This is not an INSEE code.', fr: 'Ce n’est pas un code INSEE.' },
    postal_code_malformed: {
      en: 'This is not a postal code: four or five digits.',
      fr: 'Ce n’est pas un code postal : quatre ou cinq chiffres.',
    },
    not_in_france: { en: '{name} is not in France.', fr: '{name} n’est pas en France.' },
    unresolved_commune: {
      en: 'No commune fits {name} {postal_code}. Near: {candidates}.',
      fr: 'Aucune commune ne correspond à {name} {postal_code}. Proches : {candidates}.',
    },
  };

  constructor(publication: Publication) {
    super();
    this.parts = [new CommunesCsvPart(publication)];
  }
}
