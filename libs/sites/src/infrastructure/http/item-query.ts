import { List, type ListQuery, type ListWords, Told } from '@hexagone/platform';
import type { Type } from '@nestjs/common';

export type PartAsked = Pick<ListQuery, 'fields' | 'include'>;

/** What one item can be asked with. */
export function itemQuery({ members, includes = [] }: ListWords): Type<PartAsked> {
  class ItemQuery implements PartAsked {
    @Told(List(members), 'Members of the answer; absent: all.') fields?: readonly string[];
    @Told(List(includes), 'Further members of the answer.') include?: readonly string[];
  }
  return ItemQuery;
}

export const isWhole = ({ fields, include }: PartAsked): boolean => fields === undefined && include === undefined;
