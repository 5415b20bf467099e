import { QueryFailedError } from 'typeorm';
import { databaseTrouble, retrying, violatedConstraint } from './database-errors';

const failure = (code: string): Error => Object.assign(new Error('the driver says so'), { code });

describe('a failure of the database', () => {
  const all = (trouble: string | undefined, ...codes: string[]): [string, string | undefined][] =>
    codes.map((code) => [code, trouble]);

  it.each([
    ...all('unavailable', '57P01', '57P02', '57P03', '08006', '08P01', '53300', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'),
    ...all('query-too-long', '57014'),
    ...all('retry', '40001', '40P01', '55P03'),
    ...all('storage-full', '53100', 'ENOSPC'),
    ...all('bad-value', '22021', '22P02', '22003'),
    ...all(undefined, '23505', '42P01'),
  ])('%s means %s', (code, trouble) => {
    expect(databaseTrouble(failure(code))).toBe(trouble);
    expect(databaseTrouble(new QueryFailedError('SELECT', [], failure(code)))).toBe(trouble);
  });

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    '"%s" has no code',
    (text) => {
      expect(databaseTrouble(new Error(text))).toBe('unavailable');
    },
  );

  it.each([undefined, null, 'text', new Error('another')])('%s is none', (other) => {
    expect(databaseTrouble(other)).toBeUndefined();
  });
});

describe('work that met another transaction', () => {
  const failing = (times: number, code: string): jest.Mock<Promise<string>> => {
    const work = jest.fn<Promise<string>, []>().mockResolvedValue('done');
    for (let time = 0; time < times; time++) work.mockRejectedValueOnce(failure(code));
    return work;
  };

  it('is done again, three times at most', async () => {
    await expect(retrying(failing(3, '40001'))).resolves.toBe('done');
    const hopeless = failing(4, '40P01');
    await expect(retrying(hopeless)).rejects.toMatchObject({ code: '40P01' });
    expect(hopeless).toHaveBeenCalledTimes(4);
  });

  it('is not done again for another reason', async () => {
    const work = failing(1, '23505');
    await expect(retrying(work)).rejects.toMatchObject({ code: '23505' });
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is done again for another reason if told so', async () => {
    const isWorthIt = (error: unknown): boolean => violatedConstraint(error) === 'one_per_day';
    const refusal = Object.assign(failure('23505'), { constraint: 'one_per_day' });
    const work = failing(0, '').mockRejectedValueOnce(new QueryFailedError('INSERT', [], refusal));
    await expect(retrying(work, isWorthIt)).resolves.toBe('done');
    const other = failing(1, '23505');
    await expect(retrying(other, isWorthIt)).rejects.toMatchObject({ code: '23505' });
  });
});
