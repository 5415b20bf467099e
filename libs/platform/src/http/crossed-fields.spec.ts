import 'reflect-metadata';
import { DomainError, type FieldFault, problem } from '@hexagone/kernel';
import { field } from './field-rule';
import { Maybe, Whole } from './fields';
import { type CrossChecked, readAs } from './input.pipe';

const TOO_FAR = problem('crossed-test.too-far', 'invalid', { en: 'Too far', fr: 'Trop loin' });
const ABSENT = problem('crossed-test.absent', 'invalid', { en: 'Absent', fr: 'Absent' });
const REVERSED = problem('crossed-test.reversed', 'invalid', { en: 'Reversed', fr: 'Inversé' });

const Near = (): PropertyDecorator =>
  field({
    code: 'not-near',
    codeOf: (value) => (value === undefined ? ABSENT.code : TOO_FAR.code),
    says: () => ({ en: 'must be near', fr: 'doit être proche' }),
    holds: (value) => typeof value === 'number' && value < 10,
    read: Number,
    schema: { type: 'integer' },
  });

class Span implements CrossChecked {
  @Near() from!: number;
  @Near() to!: number;
  @Maybe(Whole({ max: 3 })) by?: number;

  crossFaults(): FieldFault[] {
    const detail = { en: 'from comes after to', fr: 'from vient après to' };
    return this.from > this.to ? [{ parameter: 'to', code: REVERSED.code, detail }] : [];
  }
}

function refusal(query: Record<string, string>): { code: string; faults: string[]; detail: string } {
  try {
    readAs(Span, query, 'query');
  } catch (error) {
    const { code, extras, detail } = error as DomainError;
    const faults = (extras.faults ?? []).map((fault) => `${fault.parameter ?? ''} ${fault.code}`);
    return { code, faults, detail: detail.en };
  }
  throw new Error('It was taken');
}

describe('a query with problems of its own', () => {
  it('is refused with the problem of its only fault', () => {
    expect(refusal({ from: '1' })).toEqual({
      code: ABSENT.code,
      faults: [`to ${ABSENT.code}`],
      detail: 'to is required',
    });
    expect(refusal({ from: '1', to: '12' })).toMatchObject({ code: TOO_FAR.code, detail: 'to must be near' });
    expect(refusal({ from: '3', to: '2' })).toMatchObject({ code: REVERSED.code, faults: [`to ${REVERSED.code}`] });
  });

  it('is refused with all its faults at once, those of several fields too', () => {
    expect(refusal({ from: '3', to: '2', by: '4', of: '1' })).toMatchObject({
      code: 'platform.invalid-parameters',
      faults: ['of unknown', 'by not-a-whole-number', `to ${REVERSED.code}`],
    });
  });

  it('keeps the general problem for a fault that is no declared one', () => {
    expect(refusal({ from: '1', to: '2', by: '4' })).toMatchObject({
      code: 'platform.invalid-parameters',
      faults: ['by not-a-whole-number'],
    });
    expect(readAs(Span, { from: '1', to: '2' }, 'query')).toEqual({ from: 1, to: 2 });
  });
});
