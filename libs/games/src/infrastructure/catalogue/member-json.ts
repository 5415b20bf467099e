/** A MemberRecord without its role, of a row of game_record called `r`. */
export const MEMBER_JSON = `json_build_object('id', r.id, 'source', r.source, 'sourceKey', r.source_key,
  'partial', 'sales' = ANY(r.notes), 'synthetic', r.synthetic, 'observedAt', r.fetched_at, 'facts', r.facts)`;
