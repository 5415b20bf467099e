import type { Part } from './part';

export const safeguards: Part = { controllers: [], providers: [] };
