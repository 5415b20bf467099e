import type { JsonWebKey } from 'node:crypto';
import { Limited, Public, Documented } from '@hexagone/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SqlSigningKeys } from './sql-signing-keys';

const EXAMPLE = {
  keys: [
    {
      kty: 'OKP',
      crv: 'Ed25519',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      use: 'sig',
      alg: 'EdDSA',
    },
  ],
};

/** The public keys of access tokens. */
@ApiTags('identity')
@Controller('.well-known')
@Public()
@Limited('none')
export class JwksController {
  constructor(private readonly keys: SqlSigningKeys) {}

  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=300')
  @Documented({
    title: 'Public keys of access tokens',
    fr: "Clés publiques des jetons d'accès",
    about:
      'Ed25519 (RFC 8037): the present key, the next one, and former ones until their last token has died. A token names its key by `kid`.',
  })
  @ApiOkResponse({ content: { 'application/json': { example: EXAMPLE } } })
  async read(): Promise<{ readonly keys: readonly JsonWebKey[] }> {
    return { keys: await this.keys.published() };
  }
}
