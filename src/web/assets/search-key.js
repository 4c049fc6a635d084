// "/" goes to the search box from anywhere but a field.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input,textarea,select,[contenteditable]')) return;
  const box = document.querySelector('[data-search-key]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
