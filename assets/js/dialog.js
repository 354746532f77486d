// <a href="…/cancellation/new" data-dialog="sure"> opens <dialog id="sure"> in place of the page it leads to.
// The way back is a button with formmethod="dialog", which needs no script.
addEventListener('click', (event) => {
  const link = event.target.closest('[data-dialog]');
  const dialog = link && document.getElementById(link.dataset.dialog);
  if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  dialog.showModal();
});
