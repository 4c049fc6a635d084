// Shows what a <details data-dialog> holds as a modal dialog. Menus close on Escape and on a click elsewhere.
const show = (details) => {
  const panel = details.querySelector('.dialog-panel');
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', panel.dataset.title);
  dialog.append(...panel.childNodes);
  details.append(dialog);
  details.open = true;
  panel.hidden = true;
  dialog.addEventListener('close', () => {
    panel.append(...dialog.childNodes);
    panel.hidden = false;
    dialog.remove();
    details.open = false;
    details.querySelector('summary').focus();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog || event.target.closest('[data-dialog-close]')) dialog.close();
  });
  dialog.showModal();
};
document.addEventListener('click', (event) => {
  const summary = event.target.closest('[data-dialog]>summary');
  if (summary) {
    event.preventDefault();
    show(summary.parentElement);
  }
  for (const menu of document.querySelectorAll('[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('[data-menu][open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});
for (const details of document.querySelectorAll('[data-dialog][open]')) show(details);
