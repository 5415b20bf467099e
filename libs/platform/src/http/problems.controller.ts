import { declaredProblems, DomainError, nearestName, type Language, type Problem } from '@hexagone/kernel';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { html, page, type Markup } from '../observability/html';
import { languageOf, weightOf } from './language';
import { vary } from './problem-document';
import { PROBLEM_NOT_FOUND, statusOf } from './problems';
import { Public } from './route';

const PAGE_AND_DATA = {
  'application/json': { schema: { type: 'object' as const } },
  'text/html': { schema: { type: 'string' as const } },
};

const wantsPage = ({ headers }: FastifyRequest): boolean => {
  const { accept = '*/*' } = headers;
  return weightOf(accept, ['text/html', 'text/*']) > weightOf(accept, ['application/json', 'application/*']);
};

const described = (problem: Problem): object => ({
  code: problem.code,
  type: `/problems/${problem.code}`,
  status: statusOf(problem),
  kind: problem.kind,
  title: problem.title,
});

const row = (problem: Problem, language: Language): Markup =>
  html`<tr>
    <td>
      <a href="/problems/${problem.code}"><code>${problem.code}</code></a>
    </td>
    <td>${statusOf(problem)}</td>
    <td>${problem.title[language]}</td>
  </tr>`;

/** What the `type` of every problem leads to. */
@ApiTags('service')
@Controller('problems')
@Public()
export class ProblemsController {
  @Get()
  @ApiOperation({
    summary: 'Every problem the service can answer',
    description: '*Tous les problèmes que le service peut signaler.*',
  })
  @ApiOkResponse({ content: PAGE_AND_DATA })
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): unknown {
    const problems = [...declaredProblems().values()].sort((a, b) => (a.code < b.code ? -1 : 1));
    return show(request, reply, { data: problems.map(described), problems });
  }

  @Get(':code')
  @ApiParam({ name: 'code', example: 'platform.route-not-found' })
  @ApiOperation({ summary: 'One problem', description: '*Un problème.*' })
  @ApiOkResponse({ content: PAGE_AND_DATA })
  one(
    @Param('code') code: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): unknown {
    const problem = declaredProblems().get(code);
    if (problem) return show(request, reply, { data: described(problem), problems: [problem] });
    const nearest = nearestName(code.slice(0, 100), declaredProblems().keys());
    throw new DomainError(PROBLEM_NOT_FOUND, {
      en: `No problem has this code${nearest ? `; did you mean ${nearest}?` : '.'}`,
      fr: `Aucun problème n'a ce code${nearest ? ` ; vouliez-vous dire ${nearest} ?` : '.'}`,
    });
  }
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  shown: { data: object; problems: readonly Problem[] },
): unknown {
  vary(reply, 'Accept', 'Accept-Language');
  if (!wantsPage(request)) return shown.data;
  const language = languageOf(request);
  reply.type('text/html; charset=utf-8');
  const heads = language === 'fr' ? ['Code', 'Statut HTTP', 'Sens'] : ['Code', 'HTTP status', 'Meaning'];
  const [only] = shown.problems.length === 1 ? shown.problems : [];
  return page(
    language,
    only?.title[language] ?? (language === 'fr' ? 'Problèmes' : 'Problems'),
    html`<table>
        <thead>
          <tr>
            ${heads.map((head) => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${shown.problems.map((problem) => row(problem, language))}
        </tbody>
      </table>
      <p><a href="/docs">/docs</a></p>`,
  );
}
