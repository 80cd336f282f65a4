-- Figures: the picture with its size, a link that enlarges it, and the frames of a sweep.
local markup = require 'markup'
local fail = markup.fail
local pictures = {}

-- Width and height in CSS pixels (96 to the inch), so that text does not jump when pictures arrive.
local function size(path)
  local file = io.open(path, 'rb') or fail('the picture %s does not exist', path)
  local head = file:read(4096) or ''
  file:close()
  if head:sub(2, 4) == 'PNG' then return string.unpack('>I4I4', head, 17) end
  local tag = head:match('<svg[^>]*>') or fail('the picture %s is neither SVG nor PNG', path)
  local left, top, width, height = tag:match('viewBox="([%d.-]+)[ ,]+([%d.-]+)[ ,]+([%d.]+)[ ,]+([%d.]+)"')
  if not width then fail('the picture %s has no viewBox', path) end
  return math.floor(width * 4 / 3 + 0.5), math.floor(height * 4 / 3 + 0.5)
end

-- figures/lime/rows.svg with 3 frames: figures/lime/rows-1.svg … rows-3.svg, which must exist.
local function frames(source, values)
  local stem, suffix = source:match('^(.*)(%.%w+)$')
  local list = {}
  for _ in (values .. '|'):gmatch('[^|]*|') do
    list[#list + 1] = ('%s-%d%s'):format(stem, #list + 1, suffix)
    size(list[#list])
  end
  return table.concat(list, '|')
end

-- The beginning of a figure, up to its caption. Without JavaScript a sweep is its strip of frames.
function pictures.opening(div)
  local at, escape = div.attributes, markup.escape
  local width, height = size(at.src)
  local sweep = ''
  if at.frames then
    local values = {}
    for value in (at.frames .. '|'):gmatch('([^|]*)|') do
      values[#values + 1] = value:match('^%s*(.-)%s*$')
    end
    sweep = (' data-sweep="%s" data-values="%s" data-frames="%s"'):format(
      escape(at['frames-of']), escape(table.concat(values, '|')), escape(frames(at.src, at.frames)))
  end
  local classes = (at.wide == 'true' and ' wide' or '') .. (at.frames and ' sweep' or '')
  return ('<figure class="picture%s" id="%s"%s>'):format(classes, div.identifier, sweep)
    .. ('<a class="enlarge" href="%s" aria-label="Enlarge %s %s">'):format(
      escape(at.src), escape(at.word), escape(at.number))
    .. ('<img src="%s" alt="%s" width="%d" height="%d" style="--natural: %dpx" loading="lazy" decoding="async"></a>'):format(
      escape(at.src), escape(at.alt), width, height, width)
end

return pictures
