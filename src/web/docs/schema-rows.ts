import type { ApiDocument, Schema } from './document.ts';

export interface SchemaRow {
  /** `totals.close`, `items[].id`. */
  name: string;
  depth: number;
  type: string;
  required: boolean;
  description: string;
}

const MAX_DEPTH = 4;

/** What a reference stands for; a schema that is none is itself. */
export function resolve(document: ApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  const found = name === undefined ? undefined : document.components.schemas[name];
  if (found) return found;
  const [only] = schema.allOf ?? [];
  return only && schema.allOf?.length === 1 ? { ...resolve(document, only), ...schema, allOf: [] } : schema;
}

/** A schema's fields one below the other, those of objects within it indented. */
export function schemaRows(document: ApiDocument, schema: Schema, prefix = '', depth = 0): SchemaRow[] {
  const { properties, required } = objectOf(document, schema);
  return Object.entries(properties).flatMap(([key, value]) => {
    const name = prefix + key;
    const known = resolve(document, value);
    const list = isList(known);
    const inner = list && known.items ? known.items : value;
    const nested = depth < MAX_DEPTH ? schemaRows(document, inner, `${name}${list ? '[]' : ''}.`, depth + 1) : [];
    return [{ name, depth, type: typeLabel(document, value), required: required.includes(key), description: value.description ?? known.description ?? '' }, ...nested];
  });
}

/** In words: `string`, `list of integer`, `a | b` of fixed values, `… or null`. */
export function typeLabel(document: ApiDocument, schema: Schema): string {
  const known = resolve(document, schema);
  const values = (known.enum ?? (known.const === undefined ? [] : [known.const])).filter((value) => value !== null);
  const nullable = typesOf(known).includes('null') || known.enum?.includes(null) ? ' or null' : '';
  if (values.length > 0) return values.map(String).join(' | ') + nullable;
  const alternatives = known.oneOf ?? known.anyOf;
  if (alternatives) return [...new Set(alternatives.map((each) => typeLabel(document, each)))].join(' or ');
  const types = typesOf(known).filter((type) => type !== 'null');
  if (isList(known)) return `list of ${known.items ? typeLabel(document, known.items) : 'anything'}${nullable}`;
  const name = types.join(' or ') || (known.properties ? 'object' : nullable ? '' : 'anything');
  return `${known.format === 'date-time' ? 'moment' : name}${nullable}`.replace(/^ or /, '');
}

/** A value that fits, for the example request. */
export function sample(document: ApiDocument, schema: Schema, depth = 0): unknown {
  const known = resolve(document, schema);
  const given = schema.example ?? known.example ?? known.default ?? known.enum?.find((value) => value !== null) ?? known.const;
  if (given !== undefined) return given;
  const [first] = known.oneOf ?? known.anyOf ?? [];
  if (first) return sample(document, first, depth);
  if (isList(known)) return known.items && depth < MAX_DEPTH ? [sample(document, known.items, depth + 1)] : [];
  const { properties, required } = objectOf(document, known);
  if (Object.keys(properties).length > 0) {
    return Object.fromEntries(Object.entries(properties).filter(([key]) => required.includes(key)).map(([key, value]) => [key, sample(document, value, depth + 1)]));
  }
  const types = typesOf(known);
  if (known.format === 'date-time') return '2013-12-06T17:31:00+08:00';
  if (types.includes('integer') || types.includes('number')) return known.minimum ?? 1;
  if (types.includes('boolean')) return true;
  return types.includes('object') ? {} : '…';
}

function objectOf(document: ApiDocument, schema: Schema): { properties: Record<string, Schema>; required: string[] } {
  const known = resolve(document, schema);
  const alternative = (known.oneOf ?? known.anyOf)?.map((each) => resolve(document, each)).find((each) => each.properties);
  const shape = known.properties ? known : (alternative ?? {});
  return { properties: shape.properties ?? {}, required: shape.required ?? [] };
}

function isList(schema: Schema): boolean {
  return typesOf(schema).includes('array');
}

function typesOf(schema: Schema): string[] {
  return schema.type === undefined ? [] : [schema.type].flat();
}
