import type { MatchRecord } from '../../../libs/games/src/domain/matching/match-record';
import { titleFeatures } from '../../../libs/games/src/domain/title/title-key';

let allotted = 0;

type Said = Partial<Omit<MatchRecord, 'alternativeKeys'>> & { readonly alternatives?: readonly string[] };

/** A record as matching sees it, by its title: of IGDB, on no platform, of no year, unless said otherwise. */
export function aMatchRecord(title: string, { alternatives = [], ...said }: Said = {}): MatchRecord {
  const id = said.id ?? (allotted += 1);
  const features = titleFeatures(title);
  return {
    ...features,
    source: 'igdb',
    sourceKey: String(id),
    kind: 'game',
    alternativeKeys: alternatives.map((name) => titleFeatures(name).key),
    families: [],
    companyKeys: [],
    externalIds: [],
    editionOf: null,
    portOf: null,
    ...said,
    id,
    year: features.titleYear ?? said.year ?? null,
  };
}
