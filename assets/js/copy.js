// <button data-copy="#link" data-copied="Copied" hidden> copies the field's text and says so for a moment.
// It stays hidden where the browser cannot copy; the field can always be selected by hand.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll('[data-copy]')) button.hidden = false;

  addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button || button.dataset.was) return;
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
    button.dataset.was = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = button.dataset.was;
      delete button.dataset.was;
    }, 1600);
  });
}
