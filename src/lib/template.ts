import { AppError } from './errors.ts';

export type View = { [name: string]: string | number | boolean | null | readonly View[] };
type Node = { text: string } | { name: string } | { section: string; inverted: boolean; inner: Node[] };

/** A compiled template: hand it a view, get the text. */
export type Template = (view: View) => string;

const TAG = /\{\{([#^/]?)([A-Za-z][A-Za-z0-9]*)\}\}/g;
/** A section tag alone on its line leaves no empty line behind. */
const LONE_TAG = /^[ \t]*(\{\{[#^/][A-Za-z][A-Za-z0-9]*\}\})[ \t]*\r?\n/gm;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}

/**
 * Compiles `{{name}}`, `{{#section}}…{{/section}}` (a list repeats, a value shows) and `{{^section}}` (shows when empty).
 * A variable that the view lacks throws when rendered, naming file and variable: a mail with a hole never leaves.
 */
export function compileTemplate(source: string, file: string, format: 'html' | 'text'): Template {
  const nodes = parseTemplate(format === 'text' ? source.replace(LONE_TAG, '$1') : source, file);
  const put = format === 'html' ? escapeHtml : (text: string) => text;
  return (view) => renderNodes(nodes, [view], file, put);
}

function parseTemplate(source: string, file: string): Node[] {
  const root: Node[] = [];
  const open: { name: string; inner: Node[] }[] = [{ name: '', inner: root }];
  let at = 0;
  for (const match of source.matchAll(TAG)) {
    const [tag, sign, name] = match as unknown as [string, string, string];
    const top = open[open.length - 1] as { name: string; inner: Node[] };
    if (match.index > at) top.inner.push({ text: source.slice(at, match.index) });
    at = match.index + tag.length;
    if (sign === '') top.inner.push({ name });
    else if (sign === '/') {
      if (top.name !== name || open.length === 1) throw new AppError('INTERNAL', `${file}: ${tag} closes nothing that is open`);
      open.pop();
    } else {
      const section = { section: name, inverted: sign === '^', inner: [] };
      top.inner.push(section);
      open.push({ name, inner: section.inner });
    }
  }
  if (open.length > 1) throw new AppError('INTERNAL', `${file}: {{#${open[open.length - 1]?.name}}} is never closed`);
  root.push({ text: source.slice(at) });
  const stray = source.match(/\{\{\{\S*/) ?? nodesText(root).join(' ').match(/\{\{[^}]*\}?\}?/);
  if (stray) throw new AppError('INTERNAL', `${file}: ${stray[0]} is no tag that is understood`);
  return root;
}

function nodesText(nodes: Node[]): string[] {
  return nodes.flatMap((node) => ('text' in node ? [node.text] : 'inner' in node ? nodesText(node.inner) : []));
}

function renderNodes(nodes: Node[], scopes: View[], file: string, put: (text: string) => string): string {
  let out = '';
  for (const node of nodes) {
    if ('text' in node) out += node.text;
    else if ('name' in node) {
      const value = lookUp(node.name, scopes, file);
      if (value === null || typeof value === 'object') throw new AppError('INTERNAL', `${file}: {{${node.name}}} has no value to print`);
      out += put(String(value));
    } else {
      const value = lookUp(node.section, scopes, file);
      const list = Array.isArray(value) ? (value as readonly View[]) : value ? [{}] : [];
      if (node.inverted) out += list.length === 0 ? renderNodes(node.inner, scopes, file, put) : '';
      else for (const item of list) out += renderNodes(node.inner, [item, ...scopes], file, put);
    }
  }
  return out;
}

function lookUp(name: string, scopes: View[], file: string): View[string] {
  for (const scope of scopes) {
    const value = Object.hasOwn(scope, name) ? scope[name] : undefined;
    if (value !== undefined) return value;
  }
  throw new AppError('INTERNAL', `${file}: the variable ${name} is missing`);
}
