export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly Json[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
}

const typesOf = (value: Json): readonly string[] => {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
};

/** Where a value is not what the schema says, in the few words of JSON Schema that answers are described with. */
export function schemaFaults(schema: Schema, value: Json, at = ''): readonly string[] {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !typesOf(value).some((type) => types.includes(type)))
    return [`${at} is ${String(typesOf(value)[0])}, not ${types.join(' or ')}`];
  const own = schema.enum && !schema.enum.includes(value) ? [`${at} is none of its values`] : [];
  if (typeof value === 'string' && schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    return [...own, `${at} does not match ${schema.pattern}`];
  if (Array.isArray(value))
    return [...own, ...value.flatMap((item, i) => schemaFaults(schema.items ?? {}, item as Json, `${at}/${i}`))];
  return typeof value === 'object' && value !== null ? [...own, ...memberFaults(schema, value as Members, at)] : own;
}

type Members = Readonly<Record<string, Json>>;

function memberFaults(schema: Schema, value: Members, at: string): readonly string[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}/${name} is missing`);
  const inner = Object.entries(value).flatMap(([name, member]) => {
    const described = properties[name] ?? additionalProperties;
    if (described === false) return [`${at}/${name} is not described`];
    return described === true ? [] : schemaFaults(described, member, `${at}/${name}`);
  });
  return [...missing, ...inner];
}
