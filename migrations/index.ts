import { Ingestion1763700000000 } from './1763700000000-ingestion';
import { Territory1763700100000 } from './1763700100000-territory';
import { Sites1763700200000 } from './1763700200000-sites';
import { SitesFrance1763700210000 } from './1763700210000-sites-france';
import { SitesItaly1763700220000 } from './1763700220000-sites-italy';
import { Groups1763700230000 } from './1763700230000-groups';
import { SitesHistory1763700240000 } from './1763700240000-sites-history';
import { Idempotency1763700300000 } from './1763700300000-idempotency';
import { Energy1763700400000 } from './1763700400000-energy';
import { Identity1763700500000 } from './1763700500000-identity';
import { Audit1763700510000 } from './1763700510000-audit';
import { AuditImports1763700511000 } from './1763700511000-audit-imports';
import { RateLimit1763700520000 } from './1763700520000-rate-limit';
import { PersonalColumns1763700530000 } from './1763700530000-personal-columns';
import { IdempotencySubject1763700540000 } from './1763700540000-idempotency-subject';
import { Lending1763700600000 } from './1763700600000-lending';
import { Games1763700700000 } from './1763700700000-games';
import { ImportCursor1763700705000 } from './1763700705000-import-cursor';
import { GamesSearch1763700710000 } from './1763700710000-games-search';
import { GamesOutbox1763700715000 } from './1763700715000-games-outbox';
import { GamesVectors1763700720000 } from './1763700720000-games-vectors';
import { GamesLists1763700730000 } from './1763700730000-games-lists';
import { GamesRules1763700740000 } from './1763700740000-games-rules';

/** In order of application; listed by hand, so that no stray file is ever run. */
export const migrations = [
  Ingestion1763700000000,
  Territory1763700100000,
  Sites1763700200000,
  SitesFrance1763700210000,
  SitesItaly1763700220000,
  Groups1763700230000,
  SitesHistory1763700240000,
  Idempotency1763700300000,
  Energy1763700400000,
  Identity1763700500000,
  Audit1763700510000,
  AuditImports1763700511000,
  RateLimit1763700520000,
  PersonalColumns1763700530000,
  IdempotencySubject1763700540000,
  Lending1763700600000,
  Games1763700700000,
  ImportCursor1763700705000,
  GamesSearch1763700710000,
  GamesOutbox1763700715000,
  GamesVectors1763700720000,
  GamesLists1763700730000,
  GamesRules1763700740000,
];
