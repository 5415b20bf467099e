import { Generations, Transaction, UseCase } from '@hexagone/kernel';
import { readCode } from '../domain/code-reading';
import type { Author } from '../domain/commune-override';
import { CommuneRepository } from '../domain/commune.repository';
import { OVERRIDABLE, type OverridableField } from '../domain/override-state';
import { OverrideNotFound } from '../domain/territory-write.errors';
import { DATASET } from './write-commune';

/**
 * Gives a commune, or one field of it, back to its sources. A commune that exists by hand alone is removed when all
 * of it is reverted. Throws CodeMalformed, OverrideNotFound.
 */
@UseCase()
export class RevertOverride {
  constructor(
    private readonly communes: CommuneRepository,
    private readonly transaction: Transaction,
    private readonly generations: Generations,
  ) {}

  async execute(text: string, field: string | undefined, author: Author): Promise<void> {
    const code = readCode('commune', text);
    await this.transaction.run(async () => {
      const commune = await this.communes.find(code);
      const fields = OVERRIDABLE.filter((known) => field === undefined || known === field);
      if (!commune?.overrides.some((override) => fields.includes(override.field)))
        throw new OverrideNotFound(code, field);
      if (commune.existsByHand && field === undefined) await this.communes.remove(commune, author);
      else await this.communes.save(commune, commune.revise(reverted(fields), author), author);
      await this.generations.touch(DATASET);
    });
  }
}

const reverted = (fields: readonly OverridableField[]): Readonly<Record<string, null>> =>
  Object.fromEntries(fields.map((field) => [field, null]));
