// Notes in the margin start beside their paragraph and move down where they would cover each other.
// What does not fit before a wide figure takes room of its own; a work that does not fit is left out.
(() => {
  const wide = matchMedia("(min-width: 80rem)");
  const groups = [...document.querySelectorAll(".noted > .notes")];
  const obstacles = [...document.querySelectorAll("main > .wide, main > .listing")];
  const space = 14;

  function place() {
    for (const group of groups) {
      group.style.transform = "";
      group.classList.remove("spread", "left-out");
    }
    if (!wide.matches) return;
    let bottom = -Infinity;
    for (const group of groups) {
      const box = group.getBoundingClientRect();
      const height = group.scrollHeight;
      const top = Math.max(box.top, bottom + space);
      const blocked = obstacles.some(one => {
        const other = one.getBoundingClientRect();
        return other.top < top + height && other.bottom > top;
      });
      if (group.classList.contains("works") && (blocked || top - box.top > 400)) {
        group.classList.add("left-out");
      } else if (blocked) {
        group.classList.add("spread");
        bottom = box.top + height;
      } else {
        group.style.transform = `translateY(${top - box.top}px)`;
        bottom = top + height;
      }
    }
  }
  if (!groups.length) return;
  place();
  addEventListener("load", place);
  addEventListener("resize", place);
})();
