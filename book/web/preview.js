// A pointer that rests on "Figure 5.3", "equation (5.1)" and their like shows the thing, if it is out of
// sight. Nothing depends on it: the link leads there, and a screen reader is told nothing twice.
(() => {
  if (!matchMedia("(hover: hover)").matches) return;
  const kinds = ["fig", "tab", "eq", "lst", "claim", "ex"];
  const links = document.querySelectorAll(kinds.map(kind => `main a[href^="#${kind}-"]:not(.label, .equation-number)`).join());
  const shown = document.createElement("div");
  shown.className = "preview";
  shown.hidden = true;
  shown.setAttribute("aria-hidden", "true");
  shown.inert = true;
  let timer = 0;

  const inSight = box => box.top < innerHeight - 40 && box.bottom > 40;

  function show(link) {
    const target = document.getElementById(link.hash.slice(1));
    if (!target || inSight(target.getBoundingClientRect())) return;
    const copy = target.cloneNode(true);
    for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
    for (const one of copy.querySelectorAll(".copy, input, .marks")) one.remove();
    shown.replaceChildren(copy);
    shown.hidden = false;
    const place = link.getBoundingClientRect();
    const column = link.closest("main").getBoundingClientRect();
    const { width, height } = shown.getBoundingClientRect();
    const left = Math.min(Math.max(column.left - 12, place.left - width / 2), innerWidth - width - 12);
    const below = place.bottom + 10 + height < innerHeight || place.top < height + 10;
    shown.style.left = `${left}px`;
    shown.style.top = below ? `${place.bottom + 10}px` : `${place.top - height - 10}px`;
  }
  function hide() {
    clearTimeout(timer);
    shown.hidden = true;
    shown.replaceChildren();
  }
  if (!links.length) return;
  document.body.append(shown);
  for (const link of links) {
    link.addEventListener("pointerenter", () => { timer = setTimeout(() => show(link), 280); });
    link.addEventListener("pointerleave", hide);
    link.addEventListener("click", hide);
  }
  addEventListener("scroll", hide, { passive: true });
  addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
})();
