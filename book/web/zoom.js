// A click on a picture shows it as large as the window, with its caption; Escape or a click closes it.
// Without JavaScript the link opens the picture alone.
(() => {
  const dialog = document.createElement("dialog");
  dialog.className = "zoom";
  dialog.innerHTML = '<button type="button" class="close-zoom" aria-label="Close">×</button><img alt=""><p></p>';
  document.body.append(dialog);
  const picture = dialog.querySelector("img");
  const caption = dialog.querySelector("p");

  document.addEventListener("click", event => {
    const link = event.target.closest("a.enlarge");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = link.querySelector("img:not([hidden])");
    const [width, height] = [shown.getAttribute("width"), shown.getAttribute("height")];
    picture.src = shown.getAttribute("src");
    picture.alt = shown.alt;
    picture.style.setProperty("--ratio", width / height);
    picture.style.setProperty("--natural", `${1.2 * width}px`);
    caption.textContent = link.closest("figure").querySelector("figcaption").textContent;
    dialog.setAttribute("aria-label", link.getAttribute("aria-label").replace("Enlarge ", ""));
    dialog.showModal();
  });
  dialog.addEventListener("click", () => dialog.close());
})();
