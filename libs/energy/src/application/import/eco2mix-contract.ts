import type { ColumnContract, SourceContract } from '@hexagone/ingestion';
import { problem } from '@hexagone/kernel';
import type { MixColumn } from '../../domain/mix-columns';

/** Named by the contract of the file: raised by whoever reads its header. */
problem('energy.not-a-power-file', 'rule-broken', {
  en: 'This is not an éCO2mix file of power',
  fr: 'Ce n’est pas un fichier éCO2mix de puissances',
});

/** Begins the last line of each file: RTE's disclaimer, and the one of files that Hexagone generates. */
export const FOOTER = 'RTE ne ';

/** The header of each column of the mix, and where it goes. */
export const MIX_HEADERS: readonly { readonly header: string; readonly column: MixColumn }[] = [
  { header: 'Fioul', column: 'oil' },
  { header: 'Charbon', column: 'coal' },
  { header: 'Gaz', column: 'gas' },
  { header: 'Nucléaire', column: 'nuclear' },
  { header: 'Eolien', column: 'wind' },
  { header: 'Solaire', column: 'solar' },
  { header: 'Hydraulique', column: 'hydro' },
  { header: 'Pompage', column: 'pumping' },
  { header: 'Bioénergies', column: 'bioenergy' },
  { header: 'Thermique', column: 'thermal' },
  { header: 'Ech. physiques', column: 'exchange_physical' },
  { header: 'Taux de Co2', column: 'co2_g_per_kwh' },
  { header: 'Ech. comm. Angleterre', column: 'exchange_england' },
  { header: 'Ech. comm. Espagne', column: 'exchange_spain' },
  { header: 'Ech. comm. Italie', column: 'exchange_italy' },
  { header: 'Ech. comm. Suisse', column: 'exchange_switzerland' },
  { header: 'Ech. comm. Allemagne-Belgique', column: 'exchange_germany_belgium' },
  { header: 'Fioul - TAC', column: 'oil_turbine' },
  { header: 'Fioul - Cogén.', column: 'oil_cogeneration' },
  { header: 'Fioul - Autres', column: 'oil_other' },
  { header: 'Gaz - TAC', column: 'gas_turbine' },
  { header: 'Gaz - Cogén.', column: 'gas_cogeneration' },
  { header: 'Gaz - CCG', column: 'gas_combined_cycle' },
  { header: 'Gaz - Autres', column: 'gas_other' },
  { header: 'Hydraulique - Fil de l?eau + éclusée', column: 'hydro_run_of_river' },
  { header: 'Hydraulique - Lacs', column: 'hydro_lake' },
  { header: 'Hydraulique - STEP turbinage', column: 'hydro_pumped_storage' },
  { header: 'Bioénergies - Déchets', column: 'bioenergy_waste' },
  { header: 'Bioénergies - Biomasse', column: 'bioenergy_biomass' },
  { header: 'Bioénergies - Biogaz', column: 'bioenergy_biogas' },
  { header: 'Stockage batterie', column: 'battery_charging' },
  { header: 'Déstockage batterie', column: 'battery_discharging' },
  { header: 'Eolien terrestre', column: 'wind_onshore' },
  { header: 'Eolien offshore', column: 'wind_offshore' },
];

const SYNONYMS: Readonly<Record<string, readonly string[]>> = { Bioénergies: ['EnR thermique'] };

/** Read by nobody, but no surprise either. */
const FORECASTS = ['Prévision J-1', 'Prévision J'];

const column = (name: string): ColumnContract => ({ name, ...(SYNONYMS[name] && { synonyms: SYNONYMS[name] }) });

/** National and regional files, and copies saved anew of which only day, time and load may be left. */
export const ECO2MIX_CONTRACT: SourceContract = {
  version: 1,
  formats: ['csv', 'workbook'],
  fallbackEncoding: 'windows-1252',
  delimiters: ['\t', ';', ','],
  emptyTrailingCells: 1,
  headerProblem: 'energy.not-a-power-file',
  footer: FOOTER,
  lookalikes: [
    {
      header: 'Type de jour TEMPO',
      said: { en: 'This is a Tempo calendar.', fr: 'Ceci est un calendrier Tempo.' },
    },
  ],
  columns: [
    { name: 'Périmètre' },
    { name: 'Nature' },
    { name: 'Date', required: true },
    { name: 'Heures', synonyms: ['Heure'], required: true },
    { name: 'Consommation', required: true },
    ...FORECASTS.map(column),
    ...MIX_HEADERS.map(({ header }) => column(header)),
  ],
};
