import type { GameTrail } from '../../application/reads/game-reads';
import type { FieldProvenance } from '../../domain/golden/golden-game';
import { provenance } from '../../domain/golden/provenance';
import { ruledBy, type Survival } from '../../domain/golden/survivorship';
import type { GameSourceKey } from '../../domain/record/sources';

/** The licence of what no source ever said. */
const GENERATED = 'generated';

const instant = (text: string): string => new Date(text).toISOString();

/** What a game is made of: its records, and how each field came to its value. */
export const provenanceDocument = (
  { rules, records, decisions, history }: GameTrail,
  survival: Survival,
  licenceOf: (source: GameSourceKey) => string | null,
): object => ({
  records: records.map(({ member, url, licence, rule, confidence, run }) => ({
    ...{ source: member.source, source_key: member.sourceKey, url, role: member.role, rule, confidence },
    ...{
      fetched_at: instant(member.observedAt),
      run,
      licence: member.synthetic ? GENERATED : (licence ?? licenceOf(member.source)),
      synthetic: member.synthetic,
    },
  })),
  fields: Object.fromEntries(
    provenance(
      records.map(({ member }) => member),
      ruledBy(survival, rules),
    ).map((field) => [field.field, fieldDocument(field)]),
  ),
  decisions,
  history,
});

function fieldDocument({ value, source, rule, candidates }: FieldProvenance): object {
  const said = JSON.stringify(value);
  const winner = candidates.find((one) => one.source === source && JSON.stringify(one.value) === said);
  return {
    ...{ value, source, rule, observed_at: winner ? instant(winner.observedAt) : null },
    candidates: candidates.map((one) => ({
      ...{ value: one.value, source: one.source, source_key: one.sourceKey, observed_at: instant(one.observedAt) },
    })),
  };
}
