import { type Bilingual, type Day, isDay } from '@hexagone/kernel';
import { CliCommand, print, printJson, tell, terminalLanguage } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { type Command, InvalidArgumentError } from 'commander';
import { demoToday } from '../../application/demo/demo-set';
import { type MovedSite, type Seeding, SeedSites } from '../../application/seed-sites';

interface Asked {
  readonly today?: Day;
  readonly reset?: boolean;
  readonly json?: boolean;
}

/** `hexagone seed sites` */
@Injectable()
export class SeedSitesCommand extends CliCommand {
  constructor(private readonly seed: SeedSites) {
    super();
  }

  describe(program: Command): void {
    program
      .command('seed')
      .description('Make data to try things with')
      .command('sites')
      .description('Ten sites and four groups, recognised by name: what is there already is left as it is')
      .option('--today <day>', 'the day that the set starts from, YYYY-MM-DD; unset: today', day)
      .option('--reset', 'first remove whatever bears these names, and nothing else')
      .option('--json', 'one JSON object on stdout')
      .addHelpText('after', '\nExample:\n  hexagone seed sites --today 2026-11-20')
      .action((asked: Asked) => this.run(asked));
  }

  private async run({ today = demoToday(new Date()), reset = false, json = false }: Asked): Promise<void> {
    const seeding = await this.seed.execute({ today, reset });
    for (const moved of seeding.moved) tell(movedLine(moved)[terminalLanguage()]);
    if (json) printJson({ today, ...seeding });
    else print(...lines(seeding).map((line) => line[terminalLanguage()]));
  }
}

const FIRST: Day = '1802-01-01';
const LAST: Day = '2198-12-31';

function day(text: string): Day {
  if (isDay(text) && text >= FIRST && text <= LAST) return text;
  throw new InvalidArgumentError(`A day from ${FIRST} to ${LAST} is expected, as YYYY-MM-DD.`);
}

const movedLine = ({ name, wanted, installed }: MovedSite): Bilingual => ({
  en: `${name}: ${wanted} is taken, installed on ${installed}`,
  fr: `${name} : le ${wanted} est pris, installé le ${installed}`,
});

function lines({ removed, created }: Seeding): readonly Bilingual[] {
  const { sites, groups, links, nestings } = created;
  const made = {
    en: `created: sites ${sites}, groups ${groups}, links ${links}, nestings ${nestings}`,
    fr: `créés : sites ${sites}, groupes ${groups}, appartenances ${links}, imbrications ${nestings}`,
  };
  if (removed.sites + removed.groups === 0) return [made];
  const gone = {
    en: `removed: sites ${removed.sites}, groups ${removed.groups}`,
    fr: `supprimés : sites ${removed.sites}, groupes ${removed.groups}`,
  };
  return [gone, made];
}
