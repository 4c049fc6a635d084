/**
 * CSS without comments and needless spaces, its custom properties by short names: a page is weighed uncompressed, and the
 * names make up a tenth of the sheet. Sheets that stand on one page share `names`. Strings that hold braces, semicolons or runs of spaces are not for it.
 */
export function minifyCss(css: string, names = new Map<string, string>()): string {
  const shortOf = (name: string): string => {
    if (!names.has(name)) names.set(name, `--${names.size.toString(36)}`);
    return names.get(name) ?? name;
  };
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: (?=[^{}]*[;}])/g, ':')
    .replaceAll(';}', '}')
    .replace(/(?<![\w-])--[a-z][a-z0-9-]*/g, shortOf)
    .trim();
}

/** A script without its indentation and the lines that are comments. */
export function minifyScript(script: string): string {
  return script
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .join('\n');
}
