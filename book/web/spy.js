// Marks the section that is being read in the navigation, and opens the navigation as a drawer.
(() => {
  const navigation = document.getElementById("navigation");
  const links = [...navigation.querySelectorAll(".sections a")];
  const targets = links.map(link => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let marked = null;

  function mark() {
    const line = innerHeight * 0.3;
    let now = -1;
    targets.forEach((target, index) => { if (target && target.getBoundingClientRect().top <= line) now = index; });
    if (scrollY + innerHeight >= document.documentElement.scrollHeight - 2 && now >= 0) now = links.length - 1;
    const link = links[now] ?? null;
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    marked = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    const box = navigation.getBoundingClientRect();
    const place = link.getBoundingClientRect();
    if (place.top < box.top + 60 || place.bottom > box.bottom - 60) navigation.scrollTop += place.top - box.top - box.height / 2;
  }
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  addEventListener("resize", mark);
  mark();
  const here = navigation.querySelector('[aria-current="page"]');
  if (here && !marked) navigation.scrollTop = Math.max(0, here.offsetTop - navigation.clientHeight / 3);

  // The drawer of narrow screens: a link to #navigation that needs no script, made handier by one.
  const menu = document.querySelector("a.menu");
  const close = navigation.querySelector("a.close");
  const drawer = open => {
    document.body.classList.toggle("drawer", open);
    menu.setAttribute("aria-expanded", String(open));
    if (open) close.focus(); else menu.focus({ preventScroll: true });
  };
  menu.setAttribute("role", "button");
  menu.setAttribute("aria-expanded", "false");
  menu.addEventListener("click", event => { event.preventDefault(); drawer(!document.body.classList.contains("drawer")); });
  for (const link of [close, document.querySelector("a.shade")]) {
    link.addEventListener("click", event => { event.preventDefault(); drawer(false); });
  }
  navigation.addEventListener("click", event => { if (event.target.closest("li a")) document.body.classList.remove("drawer"); });
  addEventListener("keydown", event => {
    if (event.key === "Escape" && document.body.classList.contains("drawer")) drawer(false);
  });
})();
