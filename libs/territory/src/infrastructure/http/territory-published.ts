import { type CanActivate, Injectable } from '@nestjs/common';
import { AreaReads } from '../../application/area-reads';
import { TerritoryNotPublished } from '../../domain/territory.errors';

/** Before the first publication every read answers 503; what is published stays so, hence it is asked once. */
@Injectable()
export class TerritoryPublished implements CanActivate {
  private published = false;

  constructor(private readonly reads: AreaReads) {}

  canActivate(): true | Promise<true> {
    return this.published || this.check();
  }

  private async check(): Promise<true> {
    this.published = await this.reads.exists('commune', {});
    if (!this.published) throw new TerritoryNotPublished();
    return true;
  }
}
