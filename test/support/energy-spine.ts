import { DatasetRegistry } from '@hexagone/ingestion';
import { Database } from '@hexagone/platform';
import type { ImportRequest } from '../../libs/ingestion/src/application/import-request';
import type { RunRow } from '../../libs/ingestion/src/application/run-row';
import { eco2mixDataset } from '../../libs/energy/src/infrastructure/energy-loads';
import { latin1 } from './eco2mix-files';
import { openSpine, type Spine } from './spine';

export interface EnergySpine extends Spine {
  /** Imports a text as RTE would encode it, or bytes as they are. */
  readonly load: (content: string | Uint8Array, more?: Partial<ImportRequest>) => Promise<RunRow>;
  /** As if nothing had ever been imported. */
  readonly clear: () => Promise<void>;
  /** Every load stored: `area_id instant mw nature`. */
  readonly loads: () => Promise<string[]>;
  /** MW at an instant; undefined where nothing is stored. */
  readonly mw: (at: string, area?: number) => Promise<number | undefined>;
}

/** With the channels and the scheduler that the environment asks for. */
export async function openEnergy(environment: Readonly<Record<string, string>> = {}): Promise<EnergySpine> {
  const spine = await openSpine([], environment);
  spine.app.get(DatasetRegistry).add(eco2mixDataset({ env: environment }, spine.app.get(Database)));
  return {
    ...spine,
    load: (content, more = {}) =>
      spine.import(typeof content === 'string' ? latin1(content) : content, { dataset: 'eco2mix', ...more }),
    clear: async () => {
      await spine.rows('TRUNCATE load_point, mix_point, load_coverage, import_reject');
      await spine.rows(`UPDATE dataset SET published_run_id = NULL, validators = '{}', synthetic = false`);
      await spine.rows('DELETE FROM import_run');
    },
    loads: async () => {
      const rows = await spine.rows<{ point: string }>(
        `SELECT concat_ws(' ', area_id, extract(epoch FROM at)::bigint, mw, nature) AS point FROM load_point ORDER BY area_id, at`,
      );
      return rows.map(({ point }) => point);
    },
    mw: async (at, area = 0) => {
      const [found] = await spine.rows<{ mw: number }>('SELECT mw FROM load_point WHERE area_id = $1 AND at = $2', [
        area,
        at,
      ]);
      return found?.mw;
    },
  };
}
