import type { El } from '../page/element.ts';

/** Something a page does without a click: loads an address, or takes the visitor there. */
export interface Finding {
  kind: 'load' | 'navigate';
  /** Absolute address. */
  url: string;
  /** The element of the page that does it, also when it does so by way of a script or written HTML. */
  el: El | null;
  /** How: `iframe src`, `script: location.href =`. */
  via: string;
  /** True when the address is fetched as a document, so that its own scripts run. */
  document: boolean;
}
