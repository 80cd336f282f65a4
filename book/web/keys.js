// Keys: / searches, arrows turn the page. They stay out of the way of fields, sliders and dialogs.
(() => {
  const busy = event => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented
    || document.querySelector("dialog[open]")
    || event.target.closest?.("input, textarea, select, [contenteditable], pre, .scroll");
  addEventListener("keydown", event => {
    if (busy(event)) return;
    if (event.key === "/") {
      event.preventDefault();
      window.openSearch();
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      document.querySelector(`a[rel="${event.key === "ArrowRight" ? "next" : "prev"}"]`)?.click();
    }
  });
})();
