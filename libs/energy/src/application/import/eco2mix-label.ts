import type { Fault, OptionValues, RawRecord } from '@hexagone/ingestion';
import { areaOfLabel, findArea, FRANCE } from '../../domain/areas';
import { readDay, readQuarter } from '../../domain/label-reading';
import { type Nature, NATURES } from '../../domain/nature';
import { natureOfLabel } from '../../domain/nature-label';
import { END_OF_TIME, FIRST_INSTANT, type WallSeconds } from '../../domain/paris-time';
import { FOOTER } from './eco2mix-contract';

const DAY = 86_400;

type Fields = RawRecord['fields'];

/** Texts are trimmed; a column that the file does not have is undefined. */
export function textOf(fields: Fields, column: string): string | undefined {
  const value = fields[column];
  return typeof value === 'string' ? value.trim() : undefined;
}

/** The disclaimer, whatever delimiter cut it and however wide it was padded. */
export function isFooter(fields: Fields): boolean {
  const [day, time] = [textOf(fields, 'Date'), textOf(fields, 'Heures')];
  if (day === undefined || time === undefined) return true;
  if (readQuarter(time) !== null) return false;
  return Object.values(fields).some((value) => typeof value === 'string' && value.startsWith(FOOTER));
}

/** What tells a record from the others: undefined where the file has no such column, null where it cannot be read. */
export interface Label {
  readonly day: number | null;
  readonly minutes: number | null;
  readonly area: number | null | undefined;
  readonly nature: Nature | null | undefined;
  readonly synthetic: boolean;
}

export function readLabel(fields: Fields): Label {
  const [perimeter, nature] = [textOf(fields, 'Périmètre'), textOf(fields, 'Nature')];
  const said = nature === undefined ? undefined : natureOfLabel(nature);
  return {
    day: dayOf(fields),
    minutes: readQuarter(textOf(fields, 'Heures') ?? ''),
    area: perimeter === undefined ? undefined : (areaOfLabel(perimeter)?.id ?? null),
    nature: nature === undefined ? undefined : (said?.nature ?? null),
    synthetic: said?.synthetic ?? false,
  };
}

/** Only days that lie whole in the years of which the legal time is known. */
function dayOf(fields: Fields): number | null {
  const day = readDay(textOf(fields, 'Date') ?? '');
  return day !== null && day * DAY > FIRST_INSTANT && day * DAY < END_OF_TIME ? day : null;
}

export const wallOf = (day: number, minutes: number): WallSeconds => day * DAY + minutes * 60;

export function faultsOf(fields: Fields, { day, minutes, area, nature }: Label): Fault[] {
  const fault = (field: string, code: string): Fault => ({ field, code, value: textOf(fields, field) ?? '' });
  return [
    ...(day === null ? [fault('Date', 'invalid_date')] : []),
    ...(minutes === null ? [fault('Heures', 'invalid_time')] : []),
    ...(area === null ? [fault('Périmètre', 'unknown_area')] : []),
    ...(nature === null ? [fault('Nature', 'unknown_nature')] : []),
  ];
}

/** What the caller says of a file that does not say it. */
export const askedArea = ({ area }: OptionValues): number =>
  (typeof area === 'string' ? findArea(area) : undefined)?.id ?? FRANCE.id;

export const askedNature = ({ nature }: OptionValues): Nature | undefined => NATURES.find((one) => one === nature);
