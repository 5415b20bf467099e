import type { Language } from '@hexagone/kernel';
import { languageOf } from '@hexagone/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RejectRow } from '../../application/import-reads';
import type { RunRow } from '../../application/run-row';
import { isOver } from '../../domain/import-run';

/** Nothing more will happen to the run. */
export const isRunOver = (run: RunRow): boolean => run.finished_at !== null || isOver(run.state, run.dry_run);

/** A run as it is answered: its problem in the caller's language, and where its rejects are. */
export function runAnswer(run: RunRow, language: Language): Record<string, unknown> {
  const self = `/imports/${run.id}`;
  return { ...run, problem: problemAnswer(run, language), links: { self, rejects: `${self}/rejects` } };
}

/** A run that goes on after the answer: `Location` leads to it. */
export function acceptedAnswer(run: RunRow, request: FastifyRequest, reply: FastifyReply): Record<string, unknown> {
  reply.header('location', `/imports/${run.id}`).header('cache-control', 'no-store').header('vary', 'Accept-Language');
  return runAnswer(run, languageOf(request));
}

function problemAnswer({ problem }: RunRow, language: Language): object | null {
  if (!problem) return null;
  const { code, title, detail, ...members } = problem;
  return { type: `/problems/${code}`, code, title: title[language], detail: detail[language], ...members };
}

/** One fault of a record, its message in the caller's language. */
export const rejectAnswer = (reject: RejectRow, language: Language): Record<string, unknown> => ({
  line: reject.line,
  ordinal: reject.ordinal,
  field: reject.field,
  code: reject.code,
  value: reject.value,
  message: reject.message[language],
  hint: reject.hint,
  resolved_by: reject.resolved_by,
});
