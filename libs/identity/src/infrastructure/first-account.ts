import { Database, isLoopback, SETTINGS, type Settings } from '@hexagone/platform';
import { Inject, Injectable } from '@nestjs/common';

const HINT = [
  'No account yet: `npx hexagone user create --email you@example.org --admin` makes the first one',
  'Then POST /auth/login {"email","password"} answers its token; /docs has a button to use it',
];

/** How one gets in: said where somebody tries the service on their own machine and nobody has an account. */
@Injectable()
export class FirstAccount {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async hint(): Promise<readonly string[]> {
    if (!isLoopback(this.settings.host)) return [];
    const { rowCount } = await this.database.query('SELECT FROM account LIMIT 1');
    return rowCount === 0 ? HINT : [];
  }
}
