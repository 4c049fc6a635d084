import { marked } from './marked.tsx';
import { curlExample } from './curl.ts';
import type { ApiDocument, Entry, Parameter, Schema } from './document.ts';
import { type SchemaRow, sample, schemaRows, typeLabel } from './schema-rows.ts';

/** One operation: what it takes, what it answers, what can go wrong, and a request to try. */
export function OperationView({ document, entry }: { document: ApiDocument; entry: Entry }) {
  const { method, path, operation } = entry;
  const body = Object.entries(operation.requestBody?.content ?? {})[0];
  const responses = Object.entries(operation.responses);
  const [success, answer] = responses.find(([status]) => status.startsWith('2')) ?? [];
  const schema = answer?.content?.['application/json']?.schema;
  return (
    <article id={operation.operationId}>
      <div class="words">
        <h3><a href={`#${operation.operationId}`}>{operation.summary}</a> <span lang="zh-CN">{operation['x-summary-zh']}</span></h3>
        <p class="route"><i class={`m ${method}`}>{method.toUpperCase()}</i><code>{basePath(document) + path}</code></p>
        <p>{marked(operation.description ?? '')}</p>
        <Parameters document={document} parameters={operation.parameters ?? []} />
        {body ? <Body document={document} type={body[0]} schema={body[1].schema ?? {}} /> : null}
        {schema ? <Fields caption={`Answer ${success} 响应`} rows={schemaRows(document, schema)} answer /> : null}
        <Errors responses={responses} />
      </div>
      <div class="try">
        <pre aria-label="Example request" tabindex={0}><code>{curlExample(document, entry)}</code></pre>
        {schema ? <pre aria-label="Example answer" tabindex={0}><code>{JSON.stringify(sample(document, schema), null, 2)}</code></pre> : null}
      </div>
    </article>
  );
}

function basePath(document: ApiDocument): string {
  const url = document.servers[0]?.url ?? '';
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function Parameters({ document, parameters }: { document: ApiDocument; parameters: Parameter[] }) {
  const rows = parameters.map((one): SchemaRow => ({
    name: one.name,
    depth: 0,
    type: typeLabel(document, one.schema ?? {}),
    required: one.required ?? false,
    description: [one.in === 'query' ? '' : `in the ${one.in}`, one.description ?? one.schema?.description ?? '', one.schema?.default === undefined ? '' : `default ${String(one.schema.default)}`].filter(Boolean).join('; '),
  }));
  return rows.length > 0 ? <Fields caption="Parameters 参数" rows={rows} /> : null;
}

function Body({ document, type, schema }: { document: ApiDocument; type: string; schema: Schema }) {
  const rows = schemaRows(document, schema);
  if (rows.length > 0) return <Fields caption="Body 请求体" rows={rows} />;
  return <p class="meta">Body 请求体: <code>{type}</code>. {schema.description}</p>;
}

function Fields({ caption, rows, answer }: { caption: string; rows: SchemaRow[]; answer?: boolean }) {
  const table = (
    <div class="scroll">
      <table>
        <thead><tr><th>Name 名称</th><th>Type 类型</th><th>Meaning 说明</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <td><code class={`deep${row.depth}`}>{row.name}</code>{row.required && !answer ? <b class="must">required</b> : null}</td>
              <td class="type">{row.type}</td>
              <td>{row.description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
  return answer ? <details><summary>{caption}</summary>{table}</details> : <section><h4>{caption}</h4>{table}</section>;
}

function Errors({ responses }: { responses: [string, { 'x-codes'?: string[] }][] }) {
  const codes = responses.flatMap(([status, response]) => (response['x-codes'] ?? []).map((code) => ({ status, code })));
  return (
    <p class="codes">
      <b>Errors 错误</b>
      {codes.map(({ status, code }) => <a href={`/docs/errors/${code}`}><i>{status}</i>{code}</a>)}
    </p>
  );
}
