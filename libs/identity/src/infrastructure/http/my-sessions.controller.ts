import { type Collection, collection, Self, Documented, type Call, Called } from '@hexagone/platform';
import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EndSession } from '../../application/rights/end-session';
import { type SessionCard, Sessions } from '../../application/sessions';
import { PATH_ID } from './machines-api';
import { AnswersSessions } from './me-api';
import { selfOf, selfTerms } from './self';

@ApiTags('me')
@Controller('me/sessions')
@Self()
export class MySessionsController {
  constructor(
    private readonly sessions: Sessions,
    private readonly ending: EndSession,
  ) {}

  @Get()
  @Documented({ title: 'My sessions', fr: 'Mes sessions', about: 'Those alive, latest first.' })
  @AnswersSessions()
  async list(@Called() call: Call): Promise<Collection<SessionCard>> {
    const { subject, sessionId } = selfOf(call);
    const data = await this.sessions.list(subject, sessionId);
    return collection({ data, limit: data.length, total: data.length }, call.request, call.reply);
  }

  @Delete(':id')
  @HttpCode(204)
  @PATH_ID
  @Documented({
    title: 'End one of my sessions',
    fr: 'Terminer une de mes sessions',
    about: 'Its tokens are refused everywhere within 5 seconds.',
  })
  async delete(@Param('id') id: string, @Called() call: Call): Promise<void> {
    await this.ending.execute(id, selfOf(call).subject, selfTerms(call));
  }
}
