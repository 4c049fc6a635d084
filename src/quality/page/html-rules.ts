const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Elements without content. */
export const VOID = set('area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr');

/** Elements whose request or effect matters: kept even when a page has more elements than we look at. */
export const ALWAYS_KEPT = set('iframe frame img image script style link meta base embed object param video audio source track input form body a');

/** HTML elements that end an <svg> or <math> which somebody forgot to close (WHATWG "in foreign content"). */
export const BREAKS_OUT = set(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i iframe img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

const blocks = 'address article aside blockquote center details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul';
const closes = (by: string, ended: string): [string, ReadonlySet<string>][] => by.split(' ').map((tag) => [tag, set(ended)]);

/** Opening the key ends these open elements when they are innermost. */
export const IMPLIES_END: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...closes(blocks, 'p'),
  ...closes('li', 'li'),
  ...closes('dd dt', 'dd dt'),
  ...closes('tr', 'tr td th'),
  ...closes('td th', 'td th'),
  ...closes('tbody thead tfoot', 'tbody thead tfoot tr td th'),
  ...closes('option optgroup', 'option'),
  ...closes('a', 'a'),
  ...closes('body', 'head'),
]);

/** Ends of lines as seen by a reader. */
export const BLOCK = new Set([...blocks.split(' '), 'li', 'dd', 'dt', 'tr', 'td', 'th', 'br', 'option', 'title', 'body']);

/** Elements whose text nobody reads. */
export const UNREAD = set('script style noscript template textarea xmp iframe noframes noembed svg math head title option');
