import type { Provider, Type } from '@nestjs/common';

/** Controllers and providers of one concern; all parts of a context together are its module. */
export interface Part {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}
