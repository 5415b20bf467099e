import { CliCommand, print, printJson } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { ErasableOpportunities } from '../../application/erasure/erasable-opportunities';
import { EraseOpportunities } from '../../application/erasure/erase-opportunities';
import { OpportunityNotFound } from '../../domain/reading.errors';
import { givenId } from '../../domain/salesforce-id';
import { lendingVerb } from './lending-verb';

interface Asked {
  readonly reason: string;
  readonly json?: true;
}

const LONGEST_REASON = 500;

function reason(text: string): string {
  const words = text.trim();
  if (words !== '' && words.length <= LONGEST_REASON) return words;
  throw new InvalidArgumentError(`Some words, ${String(LONGEST_REASON)} characters at most.`);
}

/** `hexagone lending erase` */
@Injectable()
export class LendingEraseCommand extends CliCommand {
  constructor(
    private readonly erasing: EraseOpportunities,
    private readonly opportunities: ErasableOpportunities,
  ) {
    super();
  }

  describe(program: Command): void {
    lendingVerb(program)
      .command('erase')
      .description('Erase an opportunity and its proposals; no import brings it back, and it cannot be undone')
      .argument('<id>', 'Salesforce id, 15 or 18 characters')
      .requiredOption('--reason <text>', 'why; kept with the id, so name nobody', reason)
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone lending erase 0065q00000AlAK0AAN --reason "asked by letter"')
      .action((id: string, asked: Asked) => this.erase(givenId(id, '006'), asked));
  }

  private async erase(id: string, { reason: why, json }: Asked): Promise<void> {
    const { ids, opportunities, proposals } = await this.erasing.execute([id], { actor: 'cli', reason: why });
    const already = ids.length === 0;
    if (already && !(await this.opportunities.isErased(id))) throw new OpportunityNotFound(id);
    if (json) printJson({ id, opportunities, proposals });
    else if (already) print(`${id} was erased before`);
    else print(`${id}: ${String(opportunities)} opportunity and ${String(proposals)} proposals erased`);
  }
}
