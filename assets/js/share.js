// <button data-share hidden> hands the page's address and title to the telephone's own share sheet.
if (navigator.share) {
  for (const button of document.querySelectorAll('[data-share]')) button.hidden = false;

  addEventListener('click', (event) => {
    if (!event.target.closest('[data-share]')) return;
    const address = document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    // Closing the sheet without choosing rejects the promise, which is no fault.
    navigator.share({ title: document.title, url: address }).catch(() => {});
  });
}
