// <div data-live="/url">: events named "piece" replace the inside of the element their id names; "done" ends it and, with
// data-live-reload, loads the page anew. EventSource connects again by itself.
// A page with two of them carries this script twice.
for (const root of document.querySelectorAll('[data-live]:not([data-on])')) {
  root.dataset.on = '';
  const source = new EventSource(root.dataset.live);
  source.addEventListener('piece', ({ lastEventId, data }) => {
    const place = document.getElementById(lastEventId);
    if (place) place.innerHTML = data;
  });
  source.addEventListener('done', () => {
    source.close();
    if ('liveReload' in root.dataset) location.reload();
  });
}
