import { type Collection, collection, Limited, Self, Documented, type Call, Called } from '@hexagone/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Choice, Choices } from '../../application/rights/choices';
import { DecidePurpose } from '../../application/rights/decide-purpose';
import { ExportPersonalData, type PersonalData } from '../../application/rights/export-personal-data';
import { RestrictProcessing } from '../../application/rights/restrict-processing';
import { AnswersChoice, AnswersChoices, AnswersExport, AnswersRestriction, PATH_PURPOSE } from './me-api';
import { ConsentDocument, RestrictionDocument } from './me-documents';
import { selfOf, selfTerms } from './self';

const shown = ({ purpose, known: { basis, name, text, textVersion }, granted, history }: Choice): object => ({
  ...{ purpose, basis, name, text, text_version: textVersion, granted },
  history: history.map((decision) => ({
    granted: decision.granted,
    text_version: decision.textVersion,
    at: decision.at,
  })),
});

@ApiTags('me')
@Controller('me')
@Self()
export class MyRightsController {
  constructor(
    private readonly exporting: ExportPersonalData,
    private readonly choices: Choices,
    private readonly deciding: DecidePurpose,
    private readonly restricting: RestrictProcessing,
  ) {}

  @Get('export')
  @Limited('export')
  @Documented({
    title: 'Everything known of me',
    fr: 'Tout ce qui est connu de moi',
    about: 'One document to keep or to take elsewhere (GDPR, articles 15 and 20). It holds neither password nor token.',
  })
  @AnswersExport()
  async export(@Called() call: Call): Promise<PersonalData> {
    const { actor, requestId } = selfTerms(call);
    const data = await this.exporting.execute(selfOf(call).subject, actor, requestId);
    call.reply.header('content-disposition', 'attachment; filename="hexagone-export.json"');
    return data;
  }

  @Get('consents')
  @Documented({
    title: 'What I allow',
    fr: 'Ce que j’autorise',
    about: 'Every purpose that the register of processing leaves to me, and each decision I took.',
  })
  @AnswersChoices()
  async consents(@Called() call: Call): Promise<Collection<object>> {
    const data = (await this.choices.of(selfOf(call).subject)).map(shown);
    return collection({ data, limit: data.length, total: data.length }, call.request, call.reply);
  }

  @Put('consents/:purpose')
  @PATH_PURPOSE
  @Documented({
    title: 'Allow a purpose, or refuse it',
    fr: 'Autoriser une finalité, ou la refuser',
    about:
      'Where the basis is consent, `false` withdraws it; where it is legitimate interest, `false` objects. To allow, name ' +
      'the `text_version` that you read.',
  })
  @AnswersChoice()
  async decide(
    @Param('purpose') purpose: string,
    @Body() { granted, textVersion }: ConsentDocument,
    @Called() call: Call,
  ): Promise<object> {
    const { subject } = selfOf(call);
    await this.deciding.execute(subject, { purpose, granted, textVersion }, selfTerms(call));
    const choice = (await this.choices.of(subject)).find((one) => one.purpose === purpose);
    return choice ? shown(choice) : {};
  }

  @Put('restriction')
  @Documented({
    title: 'Restrict the processing of my data',
    fr: 'Limiter le traitement de mes données',
    about: 'While restricted, nothing is done with them but keep them (GDPR, article 18): only /me can be used.',
  })
  @AnswersRestriction()
  async restrict(@Body() { restricted }: RestrictionDocument, @Called() call: Call): Promise<RestrictionDocument> {
    await this.restricting.execute(selfOf(call).subject, restricted, selfTerms(call));
    return { restricted };
  }
}
