import { Global, Module } from '@nestjs/common';
import { AccessControl } from '../http/edge/access';
import { CursorCodec } from '../http/cursor-codec';
import { ListAnswers } from '../http/list-answers';
import { ReadTags } from '../http/read-tags';
import { Lifecycle } from '../observability/lifecycle';

const UNSERVED = [AccessControl, CursorCodec, ListAnswers, Lifecycle, ReadTags];

/** Controllers live in the modules of their contexts, so the command line builds them too, and nobody calls them. */
@Global()
@Module({ providers: UNSERVED.map((provide) => ({ provide, useValue: null })), exports: UNSERVED })
export class UnservedHttpModule {}
