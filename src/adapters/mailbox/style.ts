/** The mailbox page's own style sheet: served as a file, since its pages allow no inline styles. */
export const MAILBOX_STYLE = `
:root { color-scheme: light dark; --ink: #1d2421; --soft: #68706c; --line: #dfe4e1; --paper: #fff; --ground: #f4f6f5; --accent: #0f6b5c; }
@media (prefers-color-scheme: dark) { :root { --ink: #dfe5e2; --soft: #97a19c; --line: #333b37; --paper: #1c211f; --ground: #131715; --accent: #6fcab8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", Arial, sans-serif; }
header { padding: 18px 24px; border-bottom: 1px solid var(--line); background: var(--paper); }
header a { color: var(--ink); text-decoration: none; font-weight: 600; }
header small { color: var(--soft); font-weight: 400; margin-left: 8px; }
main { max-width: 1040px; margin: 24px auto; padding: 0 24px; }
a { color: var(--accent); }
h1 { font-size: 21px; line-height: 1.4; margin: 8px 0 16px; }
.search { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin-bottom: 16px; }
.search input { flex: 1 1 240px; max-width: 420px; padding: 8px 12px; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
.search button { padding: 8px 16px; font: inherit; color: var(--paper); background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
.count, .empty, .when { color: var(--soft); }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top; word-break: break-word; }
th { font-weight: 500; font-size: 13px; color: var(--soft); }
.when { white-space: nowrap; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 0 0 20px; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; word-break: break-all; }
iframe { width: 100%; height: 900px; border: 1px solid var(--line); background: #fff; }
details { margin: 16px 0; } summary { cursor: pointer; color: var(--soft); }
pre { white-space: pre-wrap; word-break: break-word; background: var(--paper); border: 1px solid var(--line); padding: 16px; font-size: 13px; }
@media (max-width: 640px) { th:nth-child(2), td:nth-child(2) { display: none; } .facts { grid-template-columns: 1fr; } .facts dd { margin-bottom: 8px; } .when { white-space: normal; } }
`;
