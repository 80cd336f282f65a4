"""Checks of a site. Each returns what is wrong, in words: an empty list is a pass."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote


class _Page(HTMLParser):
    """What a page has and what it asks for."""

    def __init__(self, path: Path):
        super().__init__()
        self.ids: list[str] = []
        self.links: list[tuple[str, str]] = []  # kind and target
        self.images: list[dict] = []
        self.words: list[str] = []
        self.formulas = 0
        self.open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("href", "src"):
            if name in given and tag != "use":
                self.links.append((tag, given[name]))
        if tag == "img":
            self.images.append(given)
        self.formulas += tag == "math"
        if tag in ("code", "samp", "script", "style", "annotation"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and tag == self.open[-1]:
            self.open.pop()

    def handle_data(self, data):
        if not self.open:
            self.words.append(data)


def broken_links(site: Path) -> list[str]:
    """Links within the site whose file or anchor is missing, ids that stand twice, foreign addresses."""
    pages = {path.name: _Page(path) for path in sorted(site.glob("*.html"))}
    faults = []
    for name, page in pages.items():
        faults += [f"{name}: the id {one} stands twice" for one in set(page.ids) if page.ids.count(one) > 1]
        for tag, target in page.links:
            if target.startswith(("http://", "https://")):
                if tag != "a":
                    faults.append(f"{name}: {tag} asks the network for {target}")
                continue
            file, _, anchor = target.partition("#")
            if ":" in file or file.startswith("/"):
                faults.append(f"{name}: {target} is no place of the site")
            elif file and not (site / unquote(file)).is_file():
                faults.append(f"{name}: {target} does not exist")
            elif anchor and (file in pages or not file) and unquote(anchor) not in pages[file or name].ids:
                faults.append(f"{name}: {target} has no such anchor")
    return faults


def unread_markup(site: Path) -> list[str]:
    """Formulas and markup that were not turned into HTML, and pictures that nobody described."""
    faults = []
    for path in sorted(site.glob("*.html")):
        page = _Page(path)
        text = " ".join(page.words)
        for sign in ("$", "\\frac", "\\tag", "<!--", "[!NOTE]", "```"):
            if sign in text:
                faults.append(f"{path.name}: {sign} in the text")
        for image in page.images:
            if not image.get("alt", "").strip() and image.get("alt") != "":
                faults.append(f"{path.name}: {image.get('src')} has no alternative text")
            elif not image.get("alt", "").strip() and image.get("role") != "presentation":
                faults.append(f"{path.name}: {image.get('src')} has an empty alternative text")
    return faults


def sideways(page) -> list[str]:
    """What makes a page scroll sideways."""
    return page.evaluate("""() => {
      const root = document.documentElement;
      if (root.scrollWidth <= innerWidth) return [];
      const alone = one => one && (getComputedStyle(one).overflowX !== 'visible' && one !== document.body || alone(one.parentElement));
      const wide = [...document.body.querySelectorAll('*')]
        .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !alone(one.parentElement))
        .slice(0, 3).map(one => one.tagName + '.' + one.className);
      return [`${root.scrollWidth} wide in a window of ${innerWidth}: ${wide.join(', ')}`];
    }""")


def cut(page) -> list[str]:
    """Code and output that scroll although the window has room for the text and its margins."""
    return page.evaluate("""() => [...document.querySelectorAll('main :is(.code, .output) pre')]
      .filter(one => one.scrollWidth > one.clientWidth + 1)
      .map(one => `${one.scrollWidth - one.clientWidth} points of "${one.textContent.slice(0, 30)}" are cut off`)""")


def torn(page) -> list[str]:
    """Numbers that a line break parts from their errors, and output that is cut off."""
    return page.evaluate(r"""() => {
      const faults = [...document.querySelectorAll('main .output pre')]
        .filter(one => one.scrollWidth > one.clientWidth + 1)
        .map(one => `output is cut off: "${one.textContent.slice(0, 30)}"`);
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.checkVisibility() || node.parentElement.closest('.code')) continue;
        for (const match of node.data.matchAll(/\d\s±\s\d\S*/g)) {
          const range = document.createRange();
          range.setStart(node, match.index);
          range.setEnd(node, match.index + match[0].length);
          const tops = [...range.getClientRects()].map(one => one.top);
          if (Math.max(...tops) - Math.min(...tops) > 3) faults.push(`"${match[0]}" is torn`);
        }
      }
      return faults;
    }""")


def covered(page) -> list[str]:
    """Text of code that its button lies upon."""
    return page.evaluate("""() => [...document.querySelectorAll('main .code .copy')].flatMap(button => {
      const cover = button.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(button.parentElement.querySelector('code'));
      return [...range.getClientRects()]
        .filter(one => one.width > 0 && one.left < cover.right && one.right > cover.left
          && one.top < cover.bottom && one.bottom > cover.top)
        .slice(0, 1).map(() => `a button lies on "${button.parentElement.textContent.slice(0, 30)}"`);
    })""")


def tiny(page, least: float = 9) -> list[str]:
    """Text in letters too small to be read; what stands above or below the line, or adorns, may be smaller."""
    return page.evaluate("""least => {
      const faults = new Set();
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || element.closest('svg, script, annotation, sub, sup, math, [aria-hidden="true"]')
          || !element.checkVisibility()) continue;
        const size = parseFloat(getComputedStyle(element).fontSize);
        if (size < least) faults.add(`${size.toFixed(1)}: ${element.tagName}.${element.className} `
          + `"${node.data.trim().slice(0, 30)}"`);
      }
      return [...faults];
    }""", least)


def shrunk(page, least: float = 0.75) -> list[str]:
    """Pictures that are shown so small that their letters cannot be read."""
    return page.evaluate("""least => [...document.querySelectorAll('main .picture img:not([hidden])')]
      .filter(one => one.getBoundingClientRect().width < least * one.getAttribute('width') - 1)
      .map(one => `${one.getAttribute('src')} is shown ${one.getBoundingClientRect().width} wide, `
        + `and is ${one.getAttribute('width')}`)""", least)


def pale(page, least: float = 4.5, large: float = 3.0) -> list[str]:
    """Texts whose contrast with what is behind them is too small, by the formula of WCAG 2."""
    return page.evaluate(CONTRAST, [least, large])


CONTRAST = r"""([least, large]) => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const known = new Map();
  const rgba = colour => {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  };
  const over = (top, below) => top.slice(0, 3).map((v, i) => v * top[3] + below[i] * (1 - top[3]));
  const luminance = c => {
    const [r, g, b] = c.map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) layers.push(rgba(getComputedStyle(one).backgroundColor));
    const dark = getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches;
    return layers.reverse().reduce((below, top) => over(top, below), dark ? [18, 18, 18] : [255, 255, 255]);
  };
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('svg, script, annotation') || !element.checkVisibility()) continue;
    for (const pseudo of [null, '::before', '::after']) {
      const style = getComputedStyle(element, pseudo);
      if (pseudo && (style.content === 'none' || style.content === '""')) continue;
      let ground = behind(element);
      if (pseudo) ground = over(rgba(style.backgroundColor), ground);
      const front = over(rgba(style.color), ground);
      const [a, b] = [luminance(front), luminance(ground)].sort((x, y) => y - x);
      const ratio = (a + 0.05) / (b + 0.05);
      const size = parseFloat(style.fontSize);
      const need = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? large : least;
      if (ratio < need) faults.add(`${ratio.toFixed(2)}: ${element.tagName}.${element.className}${pseudo ?? ''} "${node.data.trim().slice(0, 30)}"`);
    }
  }
  return [...faults];
}"""
