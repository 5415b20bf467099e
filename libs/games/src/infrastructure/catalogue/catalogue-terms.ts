import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@hexagone/platform';
import type { Survival } from '../../domain/golden/survivorship';
import { matchRecords } from '../../domain/matching/match-records';
import { survivorshipRules } from '../config/survivorship-file';
import { gamesConfig } from '../mapping/config-table';
import { gameMappings } from '../mapping/mapping-files';
import { SearchTables } from '../postgres-search/search-tables';
import type { CatalogueTerms } from './catalogue-writer';
import { matchSettings } from './match-settings';

/** Which value wins, as this installation is configured. Throws an Error that names the file: what is wrong in it. */
export function configuredSurvival(): Survival {
  const mappings = gameMappings();
  const rules = survivorshipRules(readFileSync(join(gamesConfig(), 'survivorship.yaml'), 'utf8'));
  return { rules, companyKey: (name) => mappings.companyKey(name) };
}

/** The rules of this installation. Throws DomainError, or an Error that names the file: what is wrong in them. */
export function catalogueTerms(env: Settings['env']): CatalogueTerms {
  const settings = matchSettings(env);
  return {
    survival: configuredSurvival(),
    match: (records, decisions, around) => matchRecords(records, decisions, settings, around),
    derived: new SearchTables(gameMappings()),
  };
}
