// Copies data-copy and says so for two seconds.
document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const before = button.getAttribute('aria-label');
  button.setAttribute('aria-label', button.dataset.copied);
  button.classList.add('copied');
  setTimeout(() => {
    button.setAttribute('aria-label', before);
    button.classList.remove('copied');
  }, 2000);
});
