import { ERROR_CATALOGUE, type ErrorCode } from '../../lib/errors.ts';
import { ERROR_WORDS_ZH } from './error-words.ts';
import { marked } from './marked.tsx';
import { Page } from './layout.tsx';

const CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CATALOGUE, code);
}

/** Every error that there is. */
export function ErrorsPage() {
  return (
    <Page title="Errors">
      <main id="content">
        <h1>Errors <span lang="zh-CN">错误码</span></h1>
        <p>Every error is <code>application/problem+json</code> (RFC 9457) with its <code>code</code>, a <code>detail</code> that says what was wrong and where, and the <code>requestId</code>.</p>
        <p lang="zh-CN" class="meta">所有错误均以 <code>application/problem+json</code>（RFC 9457）返回：<code>code</code> 为错误码，<code>detail</code> 说明错在何处，<code>requestId</code> 为请求编号。</p>
        <ul class="cards">
          {CODES.map((code) => (
            <li>
              <a href={`/docs/errors/${code}`}><i class={`status s${String(ERROR_CATALOGUE[code].status)[0]}`}>{ERROR_CATALOGUE[code].status}</i><code>{code}</code></a>
              <p>{ERROR_CATALOGUE[code].meaning}</p>
              <p lang="zh-CN">{ERROR_WORDS_ZH[code].meaning}</p>
            </li>
          ))}
        </ul>
      </main>
    </Page>
  );
}

/** What one error means and what to do. */
export function ErrorPage({ code, base }: { code: ErrorCode; base: string }) {
  const { status, meaning, remedy } = ERROR_CATALOGUE[code];
  const zh = ERROR_WORDS_ZH[code];
  const example = { type: `${base}/docs/errors/${code}`, title: meaning, status, detail: '…', code, docs: `${base}/docs/errors/${code}`, requestId: '…' };
  return (
    <Page title={code}>
      <main id="content">
        <p class="meta"><a href="/docs/errors">← Errors 错误码</a></p>
        <h1><i class={`status s${String(status)[0]}`}>{status}</i> {code}</h1>
        <h2>What it means <span lang="zh-CN">含义</span></h2>
        <p>{marked(meaning)}</p>
        <p lang="zh-CN">{marked(zh.meaning)}</p>
        <h2>What to do <span lang="zh-CN">处理办法</span></h2>
        <p>{marked(remedy)}</p>
        <p lang="zh-CN">{marked(zh.remedy)}</p>
        <h2>On the wire <span lang="zh-CN">响应示例</span></h2>
        <pre><code>{JSON.stringify(example, null, 2)}</code></pre>
      </main>
    </Page>
  );
}

export function NoSuchErrorPage({ code }: { code: string }) {
  return (
    <Page title="No such error">
      <main id="content">
        <h1>There is no error <span class="any">{code.slice(0, 60)}</span></h1>
        <p><a href="/docs/errors">All errors that there are</a></p>
        <p lang="zh-CN">没有这个错误码，请查看<a href="/docs/errors">全部错误码</a>。</p>
      </main>
    </Page>
  );
}
