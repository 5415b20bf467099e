import { createLog } from './log';
import { nestLog } from './nest-log';
import { prettyLine } from './pretty-line';
import { html, page } from './html';

function logging(): { log: ReturnType<typeof createLog>; lines: () => Record<string, unknown>[]; text: () => string } {
  let text = '';
  const log = createLog('debug', { write: (line: string) => void (text += line) });
  return {
    log,
    text: () => text,
    lines: () =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('the log', () => {
  it('waits for the end of the process once, however many services begin in it', () => {
    createLog('silent');
    const before = process.listenerCount('exit');
    for (let i = 0; i < 3; i++) createLog('silent');
    expect(process.listenerCount('exit')).toBe(before);
  });

  it('keeps secrets to itself, however they come', () => {
    const { log, text } = logging();
    log.info(
      {
        authorization: 'sesame',
        headers: { authorization: 'sesame', cookie: 'sesame' },
        deep: { er: { password: 'sesame' } },
      },
      'x',
    );
    log.error(
      { err: new Error('cannot reach postgres://hexagone:sesame@db/x', { cause: new Error('https://u:sesame@h') }) },
      'x',
    );
    log.info({
      token: 'sesame',
      secret: 'sesame',
      databaseUrl: 'sesame',
      'idempotency-key': 'sesame',
      email: 'sesame',
    });
    expect(text()).not.toContain('sesame');
    expect(text()).toContain('[redacted]');
  });

  it('leaves the parameters of a failed statement out', () => {
    const { log, text } = logging();
    log.error(
      {
        err: Object.assign(new Error('duplicate key'), {
          code: '23505',
          detail: 'Key (email)=(a@b)',
          parameters: ['a@b'],
          query: 'INSERT',
        }),
      },
      'x',
    );
    expect(text()).toContain('"code":"23505"');
    expect(text()).not.toMatch(/a@b|INSERT/);
  });

  it('writes one line whatever the text', () => {
    const { log, lines } = logging();
    log.info({ name: 'a\n{"level":"fatal"}\u001b[31m' }, 'b\r\nc');
    expect(lines()).toEqual([
      expect.objectContaining({ level: 'info', message: 'b\r\nc', time: expect.stringMatching(/Z$/) }),
    ]);
  });

  it('takes what Nest says, its chatter at a lower level', () => {
    const { log, lines } = logging();
    const nest = nestLog(log);
    nest.log('Mapped {/x, GET}', 'RouterExplorer');
    nest.log('territory is published', 'imports');
    nest.error('broken', 'Error: broken\n  at x', 'Somewhere');
    expect(lines().map(({ level, context, stack }) => [level, context, stack])).toEqual([
      ['debug', 'RouterExplorer', undefined],
      ['info', 'imports', undefined],
      ['error', 'Somewhere', 'Error: broken\n  at x'],
    ]);
  });

  it('is readable at a terminal', () => {
    process.env['NO_COLOR'] = '1';
    const line = JSON.stringify({
      level: 'info',
      time: '2026-11-21T04:05:06.000Z',
      status: 200,
      message: 'request',
      err: { stack: 'Error: x' },
    });
    expect(prettyLine(line)).toBe('04:05:06 info  request status=200\nError: x\n');
    delete process.env['NO_COLOR'];
  });
});

it('a page escapes all that it is given', () => {
  const text = page('en', '<b>', html`<p title="${'"'}">${['<script>', html`<i>${"'"}</i>`, null, 5]}</p>`);
  expect(text).toContain('<title>&lt;b&gt;</title>');
  expect(text).toContain('<p title="&quot;">&lt;script&gt;<i>&#39;</i>5</p>');
});
