import { refused } from '../../../../test/support/sites/refusals';
import { installed, type UseCases, useCases } from '../../../../test/support/sites/use-cases';

let all: UseCases;

beforeEach(() => {
  all = useCases();
});

afterEach(() => {
  jest.useRealTimers();
});

const find = (question: Record<string, string>) => all.findFreeDays.execute(question);

describe('free days', () => {
  it('are those of the country, both ends included', async () => {
    await installed(all, '2026-11-20');
    expect(await find({ country: 'france', from: '2026-11-19', to: '2026-11-22' })).toEqual({
      country: 'FR',
      from: '2026-11-19',
      to: '2026-11-22',
      days: ['2026-11-19', '2026-11-21', '2026-11-22'],
    });
    expect((await find({ country: 'IT', from: '2026-11-21', to: '2026-11-21' })).days).toEqual(['2026-11-21']);
    expect((await find({ country: 'IT', from: '2028-01-01', to: '2028-12-31' })).days).toHaveLength(106);
  });

  it('begin today, as it is there, and end thirty days later', async () => {
    jest.useFakeTimers({ now: new Date('2026-11-20T23:30:00Z') });
    expect(await find({ country: 'FR' })).toMatchObject({ from: '2026-11-21', to: '2026-12-21' });
    expect((await find({ country: 'FR' })).days).toHaveLength(31);
    expect(await find({ country: 'FR', to: '2026-11-21' })).toMatchObject({ from: '2026-11-21', days: ['2026-11-21'] });
    expect(await find({ country: 'FR', from: '2026-01-31' })).toMatchObject({ to: '2026-03-02' });
    expect(await find({ country: 'FR', from: '2199-12-30' })).toMatchObject({ to: '2199-12-31' });
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'country missing'],
    [{ country: 'atlantis' }, 'country not-a-choice'],
    [{ country: 'FR', from: '2026-02-30' }, 'from not-a-day'],
    [{ country: 'FR', to: 'tomorrow' }, 'to not-a-day'],
    [{ country: 'FR', from: '1799-12-31' }, 'from not-a-day'],
    [{ country: 'x', from: 'y', to: 'z' }, 'country not-a-choice, from not-a-day, to not-a-day'],
    [{ country: 'FR', from: '2026-11-21', to: '2026-11-20' }, 'to before-from'],
    [{ country: 'FR', from: '2026-01-01', to: '2027-01-02' }, 'to too-far'],
  ])('are not to be asked for by %j', async (question, faults) => {
    const { code, kind, extras } = await refused(() => find(question));
    expect([code, kind]).toEqual(['sites.invalid-period', 'invalid']);
    expect(extras.faults?.map((fault) => `${fault.parameter ?? ''} ${fault.code}`).join(', ')).toBe(faults);
  });

  it('may be asked for 366 days', async () => {
    expect((await find({ country: 'FR', from: '2026-01-01', to: '2027-01-01' })).days).toHaveLength(366);
  });

  it('suggest the country that was meant', async () => {
    const { detail } = await refused(() => find({ country: 'frence' }));
    expect(detail.en).toBe('country must be one of FR, france, IT, italy, italie, italia; did you mean france?');
    expect(detail.fr).toBe(
      'country doit être parmi FR, france, IT, italy, italie, italia ; vouliez-vous dire france ?',
    );
    const none = await refused(() => find({ country: 'zzzzzz', to: 'x' }));
    expect(none.detail.en).toMatch(/^country must be one of FR, [a-zIT, ]*italia; to must be a day/);
  });
});
