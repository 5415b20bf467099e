import 'reflect-metadata';
import type { FieldFault } from '@hexagone/kernel';
import { DomainError } from '@hexagone/kernel';
import { OmitType, PartialType } from '@nestjs/swagger';
import { CalendarDay, Choice, Decimal, Flag, FreeObject, List, Maybe, Nullable, Text, Texts, Whole } from './fields';
import type { Place } from './input-faults';
import { readAs } from './input.pipe';
import { AsWritten, onTheWire, wireName } from './wire-names';

class Everything {
  @Maybe(Text({ max: 5, pattern: /^[a-z]+$/ })) name?: string;
  @Maybe(Whole({ min: 1, max: 9 })) maxSize?: number;
  @Maybe(Whole({ min: 1, max: 9, clamped: true })) limit = 5;
  @Maybe(Decimal({ min: -90, max: 90 })) lat?: number;
  @Maybe(CalendarDay()) day?: string;
  @Maybe(Choice(['FR', 'IT'])) country?: string;
  @Maybe(List(['a', 'b'])) letters?: string[];
  @Maybe(Texts({ max: 2 })) codes?: string[];
  @Maybe(Flag()) dryRun?: boolean;
  @Maybe(FreeObject()) options?: object;
  @Nullable(Text()) note?: string | null;
}

@AsWritten()
class Published {
  @Text() codePostal!: string;
}

class Required {
  @Text() name!: string;
  @Whole() size!: number;
}

class Changes extends PartialType(OmitType(Required, ['size'])) {}

function faults(type: new () => object, given: Record<string, unknown>, place: Place): readonly FieldFault[] {
  try {
    readAs(type, given, place);
  } catch (error) {
    return (error as DomainError).extras.faults ?? [];
  }
  return [];
}

describe('a query', () => {
  it('is read as values', () => {
    const query = {
      name: 'ab',
      max_size: '9',
      lat: '-1.50',
      day: '2024-02-29',
      letters: 'b,a',
      codes: '01,02',
      dry_run: 'false',
    };
    expect(readAs(Everything, query, 'query')).toEqual({
      name: 'ab',
      maxSize: 9,
      limit: 5,
      lat: -1.5,
      day: '2024-02-29',
      letters: ['b', 'a'],
      codes: ['01', '02'],
      dryRun: false,
    });
    expect(readAs(Everything, { limit: '1000000000' }, 'query')).toMatchObject({ limit: 1_000_000_000 });
  });

  it.each([
    ...['', ' ', 'abcdef', 'A', 'a1'].map((text) => ['name', text]),
    ...['0', '10', '-1', '+1', '1.0', '1e0', '0x1', '01', '٣', ' 1', '1_0', 'true', 'Infinity', ''].map((text) => [
      'max_size',
      text,
    ]),
    ...['90.1', '-91', '1e1', '.5', '5.', '+1', 'NaN', '1,5', ''].map((text) => ['lat', text]),
    ...['2023-02-29', '2024-2-29', '2024-02-30', '2024-02-29T00:00:00Z', '24-02-29', ''].map((text) => ['day', text]),
    ...['fr', 'DE', ''].map((text) => ['country', text]),
    ...['a,a', 'a,', 'c', ''].map((text) => ['letters', text]),
    ...['1,2,3', '1,', ''].map((text) => ['codes', text]),
    ...['1', 'TRUE', 'yes', ''].map((text) => ['dry_run', text]),
  ])('%s is not %j', (name, text) => {
    expect(faults(Everything, { [name]: text }, 'query')).toEqual([
      {
        parameter: name,
        code: expect.any(String),
        detail: { en: expect.stringMatching(/must/), fr: expect.stringMatching(/doit/) },
      },
    ]);
  });
});

describe('a document', () => {
  it('has values of JSON, never texts that look like them', () => {
    expect(
      readAs(Everything, { max_size: 3, dry_run: true, letters: ['a'], options: { x: 1 }, note: null }, 'body'),
    ).toMatchObject({ maxSize: 3, note: null });
    for (const [name, value] of Object.entries({
      max_size: '3',
      lat: '1',
      dry_run: 'true',
      letters: 'a',
      options: [],
      name: 1,
      country: ['FR'],
    }))
      expect(faults(Everything, { [name]: value }, 'body')).toMatchObject([{ pointer: `/${name}` }]);
    for (const value of [1.5, 1e300, NaN]) expect(faults(Everything, { max_size: value }, 'body')).toHaveLength(1);
  });

  it('may leave a field out, but null only where null means something', () => {
    expect(faults(Everything, { name: null }, 'body')).toMatchObject([{ pointer: '/name', code: 'not-a-text' }]);
    expect(faults(Everything, { note: null }, 'body')).toEqual([]);
  });

  it('is told everything that is wrong with it', () => {
    expect(faults(Required, { nam: 'x', 'a/b~': 1 }, 'body').map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/nam', 'unknown'],
      ['/a~1b~0', 'unknown'],
      ['/name', 'missing'],
      ['/size', 'missing'],
    ]);
    expect(
      faults(Required, Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])), 'body'),
    ).toHaveLength(100);
  });

  it('keeps its rules in a type derived from another', () => {
    expect(readAs(Changes, {}, 'body')).toEqual({});
    expect(faults(Changes, { name: '' }, 'body')).toHaveLength(1);
    expect(faults(Changes, { size: 1 }, 'body')).toMatchObject([{ code: 'unknown' }]);
  });
});

describe('names on the wire', () => {
  it('are in snake case, digits apart', () => {
    expect(['usefulEnergyAt1Megawatt', 'name', 'dryRun', 'sha256'].map(wireName)).toEqual([
      'useful_energy_at_1_megawatt',
      'name',
      'dry_run',
      'sha_256',
    ]);
    expect(onTheWire({ maxSize: [{ aB: null }] })).toEqual({ max_size: [{ a_b: null }] });
  });

  it('of a published vocabulary are as they are written', () => {
    expect(readAs(Published, { codePostal: '01400' }, 'query')).toEqual({ codePostal: '01400' });
    expect(faults(Published, { code_postal: '01400' }, 'query').map(({ parameter }) => parameter)).toEqual([
      'code_postal',
      'codePostal',
    ]);
  });
});
