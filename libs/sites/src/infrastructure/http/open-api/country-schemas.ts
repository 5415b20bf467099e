import type { Schema } from './schema';

const text: Schema = { type: 'string' };
const texts: Schema = { type: 'array', items: text };
const number: Schema = { type: 'number' };

const field: Schema = {
  type: 'object',
  required: ['name', 'type', 'required', 'label', 'example', 'operators', 'sortable'],
  properties: {
    name: text,
    type: { type: 'string', enum: ['decimal', 'integer', 'text', 'choice', 'day', 'boolean'] },
    required: { type: 'boolean' },
    min: number,
    max: number,
    max_length: { type: 'integer' },
    values: texts,
    unit: text,
    label: text,
    example: { description: 'A value of that type.' },
    operators: { ...texts, description: 'Of filters: `field[op]=value`.' },
    sortable: { type: 'boolean' },
  },
};

const rule: Schema = {
  type: 'object',
  required: ['code', 'status', 'pointer', 'summary'],
  properties: {
    code: { ...text, description: 'Leads to `/problems/<code>`.' },
    status: { type: 'integer', enum: [409, 422] },
    pointer: text,
    summary: text,
  },
};

export const countrySchemas: Schema = {
  Country: {
    type: 'object',
    required: ['code', 'name', 'path', 'accepts', 'time_zone', 'fields', 'rules'],
    properties: {
      code: { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2.' },
      name: { ...text, description: 'In the language of the answer, as labels and summaries are.' },
      path: text,
      accepts: { ...texts, description: 'What stands for the country in a document or a query.' },
      time_zone: text,
      fields: { type: 'array', items: field, description: 'What its sites have beside what all sites have.' },
      rules: { type: 'array', items: rule },
    },
  },
};
