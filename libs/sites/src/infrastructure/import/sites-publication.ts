import {
  type Effect,
  ImportFailure,
  type LateReject,
  Publication,
  type Settlement,
  type StagedRun,
  type StagingSession,
} from '@hexagone/ingestion';
import { problem } from '@hexagone/kernel';
import type { GivenColumns } from '../../application/import/sites-part';
import type { Countries } from '../../domain/countries';
import { STAGE, StagedColumns } from './staged-columns';
import { StagedSites } from './staged-sites';

const OVERTAKEN = problem('sites.import-overtaken', 'conflict', {
  en: 'Another write has come in between',
  fr: 'Une autre écriture est passée entre-temps',
});

/** Sites of a file beside those that are stored, under the rules that hold for every way in. */
export class SitesPublication extends Publication {
  constructor(private readonly countries: Countries) {
    super();
  }

  async settle(stage: StagingSession, run: StagedRun): Promise<Settlement> {
    return { ...(await this.staged(stage, run).settle()), skipped: {} };
  }

  foresee(stage: StagingSession, run: StagedRun): Promise<Effect> {
    return this.staged(stage, run).effect();
  }

  /** Locks first, then everything that may have changed is asked again, then it is written. */
  async publish(stage: StagingSession, run: StagedRun): Promise<Effect> {
    const columns = this.columns(run);
    const sites = this.staged(stage, run);
    await lock(stage, columns);
    const inTheWay = await sites.overtaken();
    if (inTheWay) throw overtaken(inTheWay);
    const effect = await sites.effect();
    await stage.query(`SELECT set_config('hexagone.actor', $1, true), set_config('hexagone.request_id', '', true)`, [
      `import:${run.id}`,
    ]);
    if (effect.updated > 0) await stage.query(updates(columns));
    if (effect.inserted > 0) await insert(stage, columns);
    if (columns.withGroups) await link(stage);
    return effect;
  }

  private staged(stage: StagingSession, run: StagedRun): StagedSites {
    return new StagedSites(stage, this.countries, this.columns(run));
  }

  private columns({ survey }: StagedRun): StagedColumns {
    return new StagedColumns(this.countries, (survey as GivenColumns).given);
  }
}

/** As every write: the graph before the tables, the tables before the rows. Readers wait for none of them. */
async function lock(stage: StagingSession, { withGroups }: StagedColumns): Promise<void> {
  if (withGroups) await stage.query('SELECT pg_advisory_xact_lock(7302, 1)');
  await stage.query('LOCK TABLE sites IN SHARE ROW EXCLUSIVE MODE');
  if (withGroups) {
    await stage.query(
      `SELECT FROM groups WHERE id IN (SELECT unnest(group_ids) FROM ${STAGE}) ORDER BY id FOR KEY SHARE`,
    );
  }
}

const updates = ({ values, sameValues }: StagedColumns): string =>
  `UPDATE sites t SET ${values.map((column) => `${column} = s.${column}`).join(', ')}
   FROM ${STAGE} s WHERE t.id = s.site_id AND NOT (${sameValues})`;

/** Ids follow the lines. They are given before the rows are written, since links need them. */
async function insert(stage: StagingSession, { all }: StagedColumns): Promise<void> {
  await stage.query(
    `UPDATE ${STAGE} s SET is_new = true, site_id = n.id FROM (
       SELECT line, nextval(pg_get_serial_sequence('sites', 'id')) AS id
       FROM (SELECT line FROM ${STAGE} WHERE site_id IS NULL ORDER BY line) ordered) n
     WHERE n.line = s.line`,
  );
  await stage.query(
    `INSERT INTO sites (id, ${all.join(', ')}) OVERRIDING SYSTEM VALUE
     SELECT site_id, ${all.join(', ')} FROM ${STAGE} WHERE is_new ORDER BY line`,
  );
}

async function link(stage: StagingSession): Promise<void> {
  await stage.query(
    `DELETE FROM site_groups l USING ${STAGE} s WHERE l.site_id = s.site_id AND l.group_id <> ALL(s.group_ids)`,
  );
  await stage.query(
    `INSERT INTO site_groups (site_id, group_id) SELECT s.site_id, named.id FROM ${STAGE} s
       CROSS JOIN LATERAL unnest(s.group_ids) AS named(id)
     WHERE NOT EXISTS (SELECT FROM site_groups l WHERE l.site_id = s.site_id AND l.group_id = named.id)`,
  );
}

/** Nothing is written: the rows were settled for a state that is no more. */
function overtaken({ line, faults: [{ code, message }] }: LateReject): ImportFailure {
  const why = message ?? { en: `${code}.`, fr: `${code}.` };
  return new ImportFailure('busy', OVERTAKEN, {
    en: `Line ${line} could be taken a moment ago. ${why.en} Nothing was changed: import the file again.`,
    fr: `La ligne ${line} pouvait être prise il y a un instant. ${why.fr} Rien n’a été modifié : importez à nouveau le fichier.`,
  });
}
