import type { RawRecord } from '@hexagone/ingestion';
import type { WallSeconds } from '../../domain/paris-time';
import { textOf } from './eco2mix-label';
import type { Eco2mixSurvey } from './eco2mix-survey';

const HALF_HOUR = 1800;

/** Why a record without any measure is not meant as data. */
export function reasonOf(
  { fields }: RawRecord,
  wall: WallSeconds,
  area: number,
  { halfHourly, lastMeasured }: Eco2mixSurvey,
): string {
  if (textOf(fields, 'Consommation') !== '') return 'not_available';
  if (halfHourly && wall % HALF_HOUR !== 0) return 'blank_quarter';
  return wall > (lastMeasured.get(area) ?? -Infinity) ? 'not_yet_published' : 'blank';
}
