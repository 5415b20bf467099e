import type { Provider, Type } from '@nestjs/common';

/** Controllers and providers of one concern; all parts together are the context's module. */
export interface Part {
  readonly controllers: readonly Type[];
  readonly providers: readonly Provider[];
}
