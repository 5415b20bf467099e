import { type Channel, Dataset, type DatasetCard } from '@hexagone/ingestion';
import type { Countries } from '../../domain/countries';
import { SitesPart, type StagedAs } from './sites-part';

/** Sites from a file of the operator's, such as their own export. What is stored and not in the file stays. */
export class SitesDataset extends Dataset {
  readonly name = 'sites';
  readonly card: DatasetCard = {
    title: { en: 'Sites, from a file of yours', fr: 'Sites, depuis un fichier à vous' },
    publisher: 'the operator',
    licence: 'the operator’s own',
    homepage: '/docs',
    vintage: 'as given',
    personal: false,
    raw: 'kept',
  };
  readonly parts: readonly SitesPart[];
  readonly embedded = [];
  readonly channels: readonly Channel[] = [];
  readonly limits = {};
  override readonly readAgain = true;
  override readonly messages = {
    several_sites: {
      en: 'Several sites bear this country, name and day, and none says the same: {sites}.',
      fr: 'Plusieurs sites portent ce pays, ce nom et ce jour, et aucun ne dit la même chose : {sites}.',
    },
  };

  constructor(countries: Countries, staged: StagedAs) {
    super();
    this.parts = [
      new SitesPart(countries, staged, {
        name: 'sites',
        delimiters: [',', '\t'],
        formats: ['csv', 'workbook'],
        decimalComma: false,
      }),
      // Where cells are separated by semicolons, it is because the comma is that of decimals.
      new SitesPart(countries, staged, {
        name: 'semicolons',
        delimiters: [';'],
        formats: ['csv'],
        decimalComma: true,
      }),
    ];
  }
}
