// Counts down what was left when the page was made: the page's own clock is not the reader's.
const SIZES = { day: 86400000, hour: 3600000, minute: 60000, second: 1000 };
const begun = performance.now();
const lang = document.documentElement.lang;
const unit = (name, n) => new Intl.NumberFormat(lang, { style: 'unit', unit: name, unitDisplay: 'long' }).format(n).replace(/^(\d+)(?=[^\d\s,])/, '$1 ');
const words = (ms) => {
  const parts = [];
  for (const [name, size] of Object.entries(SIZES)) {
    const n = Math.floor(ms / size);
    ms -= n * size;
    if (n > 0) parts.push(unit(name, n));
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.length > 0 ? parts.join(' ') : unit('second', 0);
};
const tick = () => {
  for (const each of document.querySelectorAll('[data-left]')) {
    each.dataset.from ??= performance.now() - begun < 2000 ? begun : performance.now();
    const text = words(Math.max(0, each.dataset.left - (performance.now() - each.dataset.from)));
    if (each.textContent !== text) each.textContent = text;
  }
};
if (document.querySelector('[data-left],[data-live],[data-poll]')) setInterval(tick, 1000);
