-- Small tools of conventions.lua: complaints, anchors and bold leads, paths, sizes of pictures.
local things = {}
local stringify = pandoc.utils.stringify

-- The page that is being read, from the root of the package: set by conventions.lua.
things.page = '?'

-- Stops pandoc with one line that build.py shows as it is.
function things.fail(what, ...)
  io.stderr:write('error: ', things.page, ': ', what:format(...), '\n')
  os.exit(65)
end

-- The id of a paragraph that is nothing but `<a id="fig-5-1"></a>`.
function things.anchor(block)
  if not block or block.t ~= 'Para' then return nil end
  local first, second = block.content[1], block.content[2]
  if first.t ~= 'RawInline' then return nil end
  local id = first.text:match('^<a id="([^"]*)">$')
  if id and #block.content == 2 and second.t == 'RawInline' and second.text == '</a>' then
    return id
  end
end

-- Splits `**Figure 5.1.** caption` into the bold inlines without their full stop, and the rest.
function things.lead(block)
  if not block or (block.t ~= 'Para' and block.t ~= 'Plain') then return nil end
  if #block.content == 0 or block.content[1].t ~= 'Strong' then return nil end
  local bold, rest = block.content[1].content:clone(), block.content:clone()
  rest:remove(1)
  while rest[1] and (rest[1].t == 'Space' or rest[1].t == 'SoftBreak') do rest:remove(1) end
  local last = bold[#bold]
  if last and last.t == 'Str' then last.text = last.text:gsub('%.$', '') end
  return bold, rest
end

-- "../references.md" seen from chapters/lime/README.md is chapters/references.md.
function things.resolve(path)
  local parts = {}
  for part in (things.page:gsub('[^/]*$', '') .. path):gmatch('[^/]+') do
    if part == '..' then
      if #parts == 0 then things.fail('the path %s leaves the package', path) end
      table.remove(parts)
    elseif part ~= '.' then
      parts[#parts + 1] = part
    end
  end
  return table.concat(parts, '/')
end

-- chapters/lime/README.md and chapters/lime are lime; book/front/preface.md is preface.
function things.name(path)
  local folder = path:match('^chapters/([%w-]+)/README%.md$') or path:match('^chapters/([%w-]+)$')
  if folder then return folder end
  if path == 'chapters/README.md' then return 'contents' end
  return path:match('^chapters/([%w-]+)%.md$') or path:match('^book/front/([%w-]+)%.md$')
end

-- The natural width of a picture in points: a figure wider than the text may use the side column.
function things.width(path)
  local file = io.open(path, 'rb')
  if not file then things.fail('the picture %s does not exist', path) end
  local head = file:read(4096)
  file:close()
  if path:match('%.svg$') then
    local width = (head:match('<svg[^>]*>') or ''):match('width="([%d.]+)')
    return tonumber(width) or things.fail('the picture %s tells no width', path)
  end
  if not path:match('%.png$') or head:sub(2, 4) ~= 'PNG' then
    things.fail('the picture %s is neither SVG nor PNG', path)
  end
  local pixels = string.unpack('>I4', head, 17)
  local at = head:find('pHYs', 1, true)
  local perMetre = at and string.unpack('>I4', head, at + 4) or 2 * 72 / 0.0254
  return pixels * 72 / (perMetre * 0.0254)
end

-- "41-43 52" is 41 42 43 52.
function things.numbers(ranges)
  local out = {}
  for word in ranges:gmatch('%S+') do
    local first, last = word:match('^(%d+)%-(%d+)$')
    if not first then first = word:match('^%d+$'); last = first end
    if not first or tonumber(last) < tonumber(first) then
      things.fail('"%s" is not a range of source lines', word)
    end
    for number = tonumber(first), tonumber(last) do out[#out + 1] = number end
  end
  return out
end

-- What a comment of this pattern says.
function things.comment(block, pattern)
  if not block or block.t ~= 'RawBlock' then return nil end
  return block.text:match('^<!%-%- ' .. pattern .. ' %-%->%s*$')
end

-- The comment before a fence: the file and the number of each line.
function things.source(block, fence, id)
  local file, ranges = things.comment(block, 'lines of (%S+): ([%d%s-]+)')
  if not file then return nil end
  if not fence or fence.t ~= 'CodeBlock' then
    things.fail('source lines of %s stand before no code', file)
  end
  local numbers = things.numbers(ranges)
  local _, breaks = fence.text:gsub('\n', '')
  if #numbers ~= breaks + 1 then
    things.fail('%s has %d lines but %d numbers: %s: %s', id or 'the code', breaks + 1, #numbers, file,
      ranges)
  end
  return {file = file, lines = table.concat(numbers, ' ')}
end

things.stringify = stringify
return things
