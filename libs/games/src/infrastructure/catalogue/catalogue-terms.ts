import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '@hexagone/platform';
import { matchRecords } from '../../domain/matching/match-records';
import { survivorshipRules } from '../config/survivorship-file';
import { gamesConfig } from '../mapping/config-table';
import { gameMappings } from '../mapping/mapping-files';
import { SearchTables } from '../postgres-search/search-tables';
import type { CatalogueTerms } from './catalogue-writer';
import { matchSettings } from './match-settings';

/** The rules of this installation. Throws DomainError, or an Error that names the file: what is wrong in them. */
export function catalogueTerms(env: Settings['env']): CatalogueTerms {
  const mappings = gameMappings();
  const rules = survivorshipRules(readFileSync(join(gamesConfig(), 'survivorship.yaml'), 'utf8'));
  const settings = matchSettings(env);
  return {
    survival: { rules, companyKey: (name) => mappings.companyKey(name) },
    match: (records, decisions, neighbours) => matchRecords(records, decisions, settings, neighbours),
    derived: new SearchTables(mappings),
  };
}
