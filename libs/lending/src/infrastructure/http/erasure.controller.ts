import { type Call, Called, Needs } from '@hexagone/platform';
import { Controller, Delete, HttpCode } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { EraseOpportunities } from '../../application/erasure/erase-opportunities';
import { OpportunityNotFound } from '../../domain/reading.errors';
import { OpportunityId, readerOf } from './reader';

const TITLE_FR = 'Effacer une opportunité et ses propositions';

@ApiTags('lending')
@Controller('opportunities/:id')
@Needs('lending:write')
export class ErasureController {
  constructor(private readonly erasing: EraseOpportunities) {}

  @Delete()
  @HttpCode(204)
  @ApiParam({ name: 'id', description: '15 or 18 characters.', example: '0065q00000AlAK0AAN' })
  @ApiOperation({
    summary: 'Erase an opportunity and its proposals',
    description: `It cannot be undone. The id alone is kept: no import brings it back.\n\n*${TITLE_FR}.*`,
  })
  @ApiExtension('x-title-fr', TITLE_FR)
  async erase(@OpportunityId('id') id: string, @Called() call: Call): Promise<void> {
    const { ids } = await this.erasing.execute([id], { ...readerOf(call), reason: 'asked for over HTTP' });
    if (ids.length === 0) throw new OpportunityNotFound(id);
  }
}
