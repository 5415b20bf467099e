import { sampleText } from '../../libs/energy/src/application/sample/sample-files';
import { DEFAULT_SAMPLE, type SampleWish } from '../../libs/energy/src/application/sample/sample-wish';
import { sampleLoad } from '../../libs/energy/src/domain/sample/sample-load';

export interface FileWish extends Partial<SampleWish> {
  /** First and last day. */
  readonly days: readonly [string, string];
  /** Keeps the words by which a generated file says that it is one. */
  readonly synthetic?: boolean;
}

const dayOf = (day: string): number => Date.parse(`${day}T00:00Z`) / 1000;

/** Some days in the shape of RTE's files; said to be measured, unless `synthetic`. */
export function eco2mixText({ days: [first, last], synthetic = false, ...wish }: FileWish): string {
  const year = Number(first.slice(0, 4));
  const text = [...sampleText({ ...DEFAULT_SAMPLE, year, ...wish }, [dayOf(first), dayOf(last) + 86_400])].join('');
  return synthetic ? text : text.replaceAll(' (synthétiques)', '');
}

/** As RTE writes it. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** The same file after `edit` of the cells of each record, the header among them; the last line stays. */
export const withCells = (text: string, edit: (cells: string[], row: number) => string[]): string =>
  text
    .split('\n')
    .map((line, row) => (line.includes('\t') ? edit(line.split('\t'), row).join('\t') : line))
    .join('\n');

/** What somebody keeps who only wants the load: day first, no area, no nature, no last line. */
export const loadOnly = (text: string, delimiter = ';', load = (mw: string) => mw): string =>
  text
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => line.split('\t'))
    .map(([, , day = '', time, mw = '']) =>
      [day.split('-').reverse().join('/'), time, /^\d/.test(mw) ? load(mw) : mw].join(delimiter),
    )
    .join('\n');

/** MW that the generator gives an area at an instant. */
export const generatedLoad = (at: string, { area = DEFAULT_SAMPLE.area, seed = 1 }: Partial<SampleWish> = {}): number =>
  sampleLoad({ seed, instant: Date.parse(at) / 1000 }, area.id);
