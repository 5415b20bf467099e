import { AnsweringThread } from './answering-thread';

const PROGRAM = `
  let asked = 0;
  const answer = (question) => {
    if (question === 'die') process.exit(1);
    if (question === 'hang') for (;;);
    if (question === 'throw') throw new TypeError('no ' + workerData);
    if (question === 'crash') setTimeout(() => { throw new Error('crashed'); });
    return question === 'crash' ? new Promise(() => undefined) : [question, ++asked];
  };`;

describe('a thread that answers', () => {
  const thread = new AnsweringThread<string, [string, number]>(PROGRAM, 'data');
  afterAll(() => thread.close());

  it('answers in order', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((one) => thread.ask(one)))).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  it('tells what its program throws, and goes on', async () => {
    const asked = Promise.all([thread.ask('d'), thread.ask('throw').catch(String), thread.ask('e')]);
    expect(await asked).toEqual([['d', 4], 'Error: no data', ['e', 5]]);
  });

  it.each(['die', 'crash'])('when it %ss, whoever waits is told, and another is started', async (how) => {
    const asked = [thread.ask(how), thread.ask('lost')].map((one) => one.catch(String));
    const said: unknown = expect.stringContaining(how === 'die' ? 'The thread has ended' : 'crashed');
    expect(await Promise.all(asked)).toEqual([said, said]);
    expect(await thread.ask('f')).toEqual(['f', 1]);
  });

  it('when it hangs, is ended, and whoever waits is told', async () => {
    const hasty = new AnsweringThread<string, unknown>(PROGRAM, 'data', 500);
    const asked = [hasty.ask('hang'), hasty.ask('lost')].map((one) => one.catch(String));
    expect(await Promise.all(asked)).toEqual(Array(2).fill('Error: The thread does not answer'));
    expect(await hasty.ask('f')).toEqual(['f', 1]);
    await hasty.close();
  });

  it('may be closed twice, and asked again, even while it ends', async () => {
    const lost = thread.ask('lost').catch(String);
    const closed = [thread.close(), thread.close()];
    expect(await thread.ask('g')).toEqual(['g', 1]);
    await Promise.all(closed);
    expect([await thread.ask('h'), await lost]).toEqual([['h', 2], 'Error: The thread has ended']);
  });
});
