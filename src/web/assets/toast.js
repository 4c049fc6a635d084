// Lets a toast go after 6 s of not being looked at.
for (const toast of document.querySelectorAll('[data-toast]')) {
  let timer;
  const wait = () => (timer = setTimeout(() => toast.remove(), 6000));
  const stay = () => clearTimeout(timer);
  for (const name of ['mouseenter', 'focusin']) toast.addEventListener(name, stay);
  for (const name of ['mouseleave', 'focusout']) toast.addEventListener(name, wait);
  toast.querySelector('[data-toast-close]')?.addEventListener('click', () => toast.remove());
  wait();
}
