import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { minifyCss, minifyScript } from './minify.ts';

const FOLDER = fileURLToPath(new URL('../assets/', import.meta.url));
/** What each shell's sheet is made of, in order. Sheets that are named nowhere end app.css, which every page wears. */
const SHEETS: Record<string, string[]> = {
  'app.css': ['tokens.css', 'base.css', 'layout.css', 'components.css', 'forms.css', 'data.css'],
  'portal.css': ['permissions.css', 'report.css'],
  'console.css': ['console.css', 'sweeps.css'],
  'report.css': ['report.css'],
};
/** Scripts that every page carries, in one file; others are asked for by name, as <Live> and <Poll> do. */
const EVERYWHERE = ['toast.js', 'dialog.js', 'countdown.js', 'copy.js', 'search-key.js', 'autosubmit.js'];

interface Asset {
  name: string;
  url: string;
  type: string;
  etag: string;
  body: Buffer<ArrayBuffer>;
  gzip: Buffer<ArrayBuffer>;
}

let loaded: Map<string, Asset> | undefined;

/** Everything in src/web/assets, read once: the sheets, app.js and each further script by its own name. */
function assets(): Map<string, Asset> {
  if (loaded) return loaded;
  const files = readdirSync(FOLDER).sort();
  const read = (file: string): string => readFileSync(FOLDER + file, 'utf8');
  const named = new Set(Object.values(SHEETS).flat());
  const others = files.filter((file) => file.endsWith('.css') && !named.has(file));
  const short = new Map<string, string>();
  const sheets = Object.entries(SHEETS).map(([name, parts]) => {
    const text = [...parts, ...(name === 'app.css' ? others : [])].filter((file) => files.includes(file)).map(read).join('\n');
    return assetOf(name, minifyCss(text, short), 'text/css; charset=utf-8');
  });
  const own = files.filter((file) => file.endsWith('.js') && !EVERYWHERE.includes(file));
  const list = [
    ...sheets,
    assetOf('app.js', EVERYWHERE.map((file) => `(()=>{${minifyScript(read(file))}\n})();`).join('\n'), 'text/javascript; charset=utf-8'),
    ...own.map((file) => assetOf(file, `(()=>{${minifyScript(read(file))}\n})();`, 'text/javascript; charset=utf-8')),
  ];
  return (loaded = new Map(list.map((asset) => [asset.name, asset])));
}

function assetOf(name: string, text: string, type: string): Asset {
  const body = Buffer.from(text);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  const dot = name.lastIndexOf('.');
  return { name, url: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`, type, etag: `"${hash}"`, body, gzip: gzipSync(body, { level: 9 }) };
}

/** Address of an asset by its plain name, with its hash: 'app.css' → /assets/app.1f2e….css. @throws when there is none. */
export function assetUrl(name: string): string {
  const asset = assets().get(name);
  if (!asset) throw new Error(`no asset is called ${name}`);
  return asset.url;
}

/** Serves /assets/*: kept for good by browsers, as an address changes with its content. Mount at '/'. */
export function assetsApp(): Hono {
  const app = new Hono();
  const byUrl = new Map([...assets().values()].map((asset) => [asset.url, asset]));
  app.get('/assets/:file', (c) => {
    const asset = byUrl.get(`/assets/${c.req.param('file')}`);
    if (!asset) return c.notFound();
    const headers = { ETag: asset.etag, 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding', 'X-Content-Type-Options': 'nosniff' };
    if (c.req.header('If-None-Match')?.includes(asset.etag)) return c.body(null, 304, headers);
    const zipped = /\bgzip\b/.test(c.req.header('Accept-Encoding') ?? '');
    return c.body(zipped ? asset.gzip : asset.body, 200, { ...headers, 'Content-Type': asset.type, ...(zipped ? { 'Content-Encoding': 'gzip' } : {}) });
  });
  return app;
}
