import { createHash } from 'node:crypto';
import type { Item } from '../../application/item-reads';

/** The strong tag of an item. Links change the body without changing the row: the version alone would not tell. */
export const itemTag = ({ version, json }: Item): string => `"${version}-${digest(json)}"`;

export const digest = (body: string): string => createHash('sha256').update(body).digest('hex').slice(0, 16);
