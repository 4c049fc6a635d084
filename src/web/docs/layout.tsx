import type { Child } from 'hono/jsx';
import { html } from 'hono/html';

/** A whole page: no script, no inline style, nothing from elsewhere. */
export function Page(props: { title: string; wide?: boolean; children?: Child }) {
  return html`<!doctype html>${(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${props.title} · Tuiguan`}</title>
        <link rel="stylesheet" href="/docs/style.css" />
      </head>
      <body class={props.wide ? 'wide' : 'narrow'}>
        <a class="skip" href="#content">Skip to content · 跳到正文</a>
        <header class="top">
          <a class="brand" href="/">
            <span class="mark" aria-hidden="true">推</span>
            <span>推管 <small>Tuiguan</small></span>
          </a>
          <nav aria-label="Site">
            <a href="/docs">API</a>
            <a href="/docs/errors">Errors 错误码</a>
            <a href="/openapi.json">OpenAPI</a>
          </nav>
        </header>
        {props.children}
      </body>
    </html>
  )}`;
}
