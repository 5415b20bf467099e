import { addDays, type Day, DomainError, UseCase } from '@hexagone/kernel';
import { FindFreeDays } from '../find-free-days';
import { InstallSite } from '../install-site';
import type { DemoSite } from './demo-set';
import { DEMO_TERMS } from './demo-terms';

/** Others may take the day between the question and the installation. */
const ATTEMPTS = 5;

/** Installs a site of the set on its day, or on the nearest earlier one that is free. */
@UseCase()
export class InstallDemoSite {
  constructor(
    private readonly freeDays: FindFreeDays,
    private readonly installSite: InstallSite,
  ) {}

  async execute(site: DemoSite): Promise<{ readonly id: number; readonly day: Day }> {
    const { name, country, values } = site;
    for (let attempt = 1; ; attempt++) {
      const day = await this.latestFreeDay(site);
      try {
        const { id } = await this.installSite.execute({ ...values, name, country, installation_date: day }, DEMO_TERMS);
        return { id, day };
      } catch (error) {
        if (attempt === ATTEMPTS || !(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      }
    }
  }

  private async latestFreeDay({ country, day }: DemoSite): Promise<Day> {
    for (let to = day; ; to = addDays(to, -366)) {
      const { days } = await this.freeDays.execute({ country, from: addDays(to, -365), to });
      const latest = days.at(-1);
      if (latest !== undefined) return latest;
    }
  }
}
