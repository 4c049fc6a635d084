import type { ApiDocument, Entry } from './document.ts';
import { sample } from './schema-rows.ts';

/** A request to paste into a shell; the key stands in TUIGUAN_API_KEY. */
export function curlExample(document: ApiDocument, { method, path, operation }: Entry): string {
  const parameters = operation.parameters ?? [];
  const filled = parameters.filter((one) => one.in === 'path').reduce((at, one) => at.replace(`{${one.name}}`, String(sample(document, one.schema ?? {}))), path);
  const query = parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${one.name}=${encodeURIComponent(String(sample(document, one.schema ?? {})))}`);
  const address = `${document.servers[0]?.url ?? ''}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const lines = [`curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${address}'`, `-H "Authorization: Bearer $TUIGUAN_API_KEY"`];
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  if (type === 'application/json') lines.push(`--json '${JSON.stringify(sample(document, content?.schema ?? {}), null, 2).replaceAll("'", String.raw`'\''`)}'`);
  else if (type !== undefined) lines.push(`-H 'Content-Type: ${type}'`, '--data-binary @affiliates.csv');
  return lines.join(' \\\n  ');
}
