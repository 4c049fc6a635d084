// <div data-poll="/url" data-poll-ms="4000">: its inside becomes what the URL answers, until that says X-Done. Rests while the page is hidden.
const poll = (place) => {
  let misses = 0;
  let was = '';
  const again = () => setTimeout(ask, Number(place.dataset.pollMs || 4000) * 2 ** Math.min(misses, 4));
  const ask = async () => {
    if (!place.isConnected) return;
    if (document.hidden) return again();
    try {
      const answer = await fetch(place.dataset.poll, { headers: { Accept: 'text/html' } });
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      if (text !== was) place.innerHTML = was = text;
      if (answer.headers.has('X-Done')) return;
      misses = 0;
    } catch {
      misses += 1;
    }
    again();
  };
  again();
};
// A page with two of them carries this script twice.
for (const place of document.querySelectorAll('[data-poll]:not([data-on])')) {
  place.dataset.on = '';
  poll(place);
}
