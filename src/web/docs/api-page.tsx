import { type ApiDocument, operationsOf } from './document.ts';
import { Page } from './layout.tsx';
import { marked } from './marked.tsx';
import { OperationView } from './operation.tsx';

/** The readable API documentation, made from the OpenAPI document. */
export function ApiPage({ document }: { document: ApiDocument }) {
  const groups = document.tags.map((tag) => ({ tag, id: anchor(tag.name), entries: operationsOf(document, tag.name) })).filter((group) => group.entries.length > 0);
  const count = groups.reduce((sum, group) => sum + group.entries.length, 0);
  return (
    <Page title="API" wide>
      <div class="columns">
        <aside>
          <nav aria-label="Operations">
            {groups.map(({ tag, id, entries }) => (
              <section>
                <h2><a href={`#${id}`}>{tag.name} <span lang="zh-CN">{tag['x-name-zh']}</span></a></h2>
                <ul>
                  {entries.map(({ method, operation }) => (
                    <li><a href={`#${operation.operationId}`}><i class={`m ${method}`}>{short(method)}</i>{operation.summary}</a></li>
                  ))}
                </ul>
              </section>
            ))}
          </nav>
        </aside>
        <main id="content">
          <div class="lead">
            <h1>{document.info.title} <small>{document.info.version}</small></h1>
            {document.info.description.split('\n\n').map((text) => <p>{marked(text)}</p>)}
            <p class="meta">{count} operations · base <code>{document.servers[0]?.url}</code> · <a href="/openapi.json">openapi.json</a> (3.1)</p>
          </div>
          {groups.map(({ tag, id, entries }) => (
            <section class="group" id={id}>
              <h2>{tag.name} <span lang="zh-CN">{tag['x-name-zh']}</span></h2>
              <p>{tag.description}</p>
              {entries.map((entry) => <OperationView document={document} entry={entry} />)}
            </section>
          ))}
        </main>
      </div>
    </Page>
  );
}

function anchor(name: string): string {
  return `group-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;
}

function short(method: string): string {
  return method === 'delete' ? 'DEL' : method.toUpperCase();
}
