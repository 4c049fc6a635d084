/** Text with `code` in back quotes. */
export function marked(text: string) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part));
}
