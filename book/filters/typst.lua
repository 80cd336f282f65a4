--[[ Turns the neutral tree of conventions.lua into calls of the functions in ../pdf/book.typ.
Run by pdf.py: pandoc -f json -t typst -M page=… -L typst.lua ]]
package.path = PANDOC_SCRIPT_FILE:gsub('[^/]*$', '?.lua;') .. package.path
local mathematics = require 'mathematics'
local tables = require 'tables'
local stringify = pandoc.utils.stringify
local page = '?'

local function fail(what, ...)
  io.stderr:write('error: ', page, ': ', what:format(...), '\n')
  os.exit(65)
end

local function literal(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', '\\n'):gsub('\t', '\\t') .. '"'
end

local options = pandoc.WriterOptions{wrap_text = 'none'}
local function typst(blocks)
  return (pandoc.write(pandoc.Pandoc(blocks), 'typst', options):gsub('%s+$', ''))
end

local function raw(format, ...) return pandoc.RawBlock('typst', format:format(...)) end
local function inline(format, ...) return pandoc.RawInline('typst', format:format(...)) end
local function label(id) return id ~= '' and '<' .. id .. '>' or 'none' end
local function optional(text) return text and literal(text) or 'none' end

-- Takes the title from a box; nil if it has none.
local function title(div)
  local first = div.content[1]
  if first and first.t == 'Div' and first.classes:includes('title') then
    div.content:remove(1)
    return first.content
  end
end

-- What holds "when": the rest of the title "Claim 7: holds when …".
local function condition(inlines)
  for index, one in ipairs(inlines) do
    if one.t == 'Str' and one.text == 'when' then
      return typst{pandoc.Plain{table.unpack(inlines, index + 2)}}
    end
  end
end

local things = {}

function things.figure(div)
  local a = div.attributes
  return raw('#picture(%s, %s, number: %s, word: %s, wide: %s, alt: %s)[%s]', label(div.identifier),
    literal('/' .. a.src), literal(a.number), literal(a.word), a.wide, literal(a.alt),
    typst{div.content[1]})
end

function things.table(div)
  local a = div.attributes
  return raw('#numbered-table(%s, number: %s, word: %s, [%s])[%s]', label(div.identifier),
    literal(a.number), literal(a.word), typst{div.content[1]}, typst{div.content[2]})
end

-- The table itself was written by tables.lua, as any other.
function things.card(div)
  local rest = div.content[1].text:gsub('^#data%-table%(', '')
  return raw('#card(%s, %s', label(div.identifier), rest)
end

-- The columns of the longest line: a letter of Hangul takes two, a combining accent none.
local function columns(text)
  local longest = 0
  for line in text:gmatch('[^\n]+') do
    longest = math.max(longest, pandoc.layout.real_length(line))
  end
  return longest
end

-- The arguments that every piece of code has; "tight" says that its output follows.
local function code(block, a)
  return ('%s, columns: %d, lang: %s, lines: %s, tight: %s'):format(literal(block.text),
    columns(block.text), optional(block.classes[1]), optional(a.lines), a.tight or 'false')
end

function things.listing(div)
  local a = div.attributes
  return raw('#listing(%s, %s, number: %s, word: %s)[%s]', label(div.identifier),
    code(div.content[2], a), literal(a.number), literal(a.word), typst{div.content[1]})
end

function things.folded(div)
  local a = div.attributes
  return raw('#folded([%s], told: %s, tight: %s)', typst{div.content[1]}, literal(a.told),
    a.tight or 'false')
end

function things.code(div) return raw('#code-cell(%s)', code(div.content[1], div.attributes)) end

function things.output(div)
  local a = div.attributes
  local text = div.content[1].text
  return raw('#output(%s, columns: %s, tight: %s)', literal(text), a.columns or columns(text),
    a.tight or 'false')
end

-- The formula itself was written by inlines.Math below, without label and number.
function things.equation(div)
  local written = div.content[1].content[1].text:gsub('^#formula%(none', '')
  return raw('#formula(%s, number: %s%s', label(div.identifier), literal(div.attributes.number),
    written)
end

function things.callout(div)
  local words = title(div)
  return raw('#callout(%s, %s)[%s]', literal(div.attributes.kind),
    words and '[' .. typst(words) .. ']' or 'none', typst(div.content))
end

function things.claim(div)
  local a, words = div.attributes, title(div)
  local when = a.verdict == 'when' and condition(words[1].content)
  return raw('#claim(%s, number: %s, verdict: %s, condition: %s)[%s]', label(div.identifier),
    literal(a.claim), literal(a.verdict), when and '[' .. when .. ']' or 'none', typst(div.content))
end

function things.checked(div) return raw('#checked[%s]', typst(div.content)) end
function things.tested() return {} end
function things.key(div) return raw('#key-idea[%s]', typst(div.content)) end
function things.summary(div) return raw('#summary[%s]', typst(div.content)) end

-- What is asked, and where its answer stands.
local function asking(div)
  title(div)
  local a = div.attributes
  return raw('#%s(%s, number: %s, answer: %s)[%s]', div.classes[1], label(div.identifier),
    optional(a.number), label(a.answer or ''), typst(div.content))
end
things.exercise, things.prediction, things.questions = asking, asking, asking

function things.answer(div)
  local a = div.attributes
  return raw('#answer(%s, of: %s, number: %s, to: <%s>)[%s]', label(div.identifier), literal(a.of),
    optional(a.number), a.to, typst(div.content))
end

-- A figure and what follows it, which may be read before it where the page has no room for it.
function things.carried(div)
  local figure = div.content:remove(1)
  return raw('#carried[%s][%s]', typst{figure}, typst(div.content))
end

function things.reference(div)
  return raw('#reference(%s)[%s]', label(div.identifier), typst(div.content))
end

local inlines = {
  Math = function(math)
    local text = mathematics.typst(math.text)
    if not text then fail('this formula cannot be converted: %s', math.text) end
    local alternative = literal(mathematics.alternative(math.text))
    if math.mathtype == 'InlineMath' then return inline('#imath(%s, %s)', alternative, text) end
    local body = text:gsub('^%$', '$ '):gsub('%$$', ' $')
    return inline('#formula(none, alt: %s, %s)', alternative, body)
  end,
  Link = function(link)
    local id = link.target:match('^#(.+)$')
    if not id then return nil end
    local words = typst{pandoc.Plain(link.content)}
    if id:match('^ref%-') then return inline('#cited(<%s>)[%s]', id, words) end
    return inline('#to(<%s>)[%s]', id, words)
  end,
  -- Typst reads some signs that stand for themselves: at the start of a cell a dash, a plus, an
  -- equals sign or "1." begins a list, and dashes and points are joined wherever they are.
  Str = function(str)
    local text = str.text
    if text:match('^[-+=/]+$') or text:match('^%d+%.$') or text:match('%-[-?%d]')
      or text:match('%.%.%.') then
      return inline('#%s;', literal(text))
    end
  end,
  Span = function(span)
    if span.classes[1] ~= 'seeds' then return nil end
    local few = stringify(span):match('^With') and 'false' or 'true'
    return inline('#seeds(few: %s)[%s]', few, typst{pandoc.Plain(span.content)})
  end,
  Note = function(note) return inline('#sidenote[%s]', typst(note.content)) end,
}

-- Code stands close to the output that follows it, and both are as wide.
local neighbours = {
  Blocks = function(blocks)
    for index, block in ipairs(blocks) do
      local following = blocks[index + 1]
      local kind = block.t == 'Div' and block.classes[1]
      if (kind == 'code' or kind == 'folded') and following
        and following.t == 'Div' and following.classes[1] == 'output' then
        block.attributes.tight, following.attributes.tight = 'true', 'true'
        if kind == 'code' then
          following.attributes.columns = tostring(
            math.max(columns(block.content[1].text), columns(following.content[1].text)))
        end
      end
    end
    return blocks
  end,
}

-- Text and small boxes, and no code, may pass before a figure; a figure passes none of its kind.
local passing = {Para = true, BulletList = true, OrderedList = true, BlockQuote = true}
local boxes = {callout = true, checked = true, claim = true, equation = true, key = true}
local function passes(block)
  return block and (passing[block.t] or block.t == 'Div' and boxes[block.classes[1]])
end

local function carrying(list)
  local out, index = pandoc.Blocks{}, 1
  while index <= #list do
    local block = list[index]
    if block.t == 'Div' and block.classes[1] == 'figure' and passes(list[index + 1]) then
      block = pandoc.Div({block}, pandoc.Attr('', {'carried'}))
      while passes(list[index + 1]) do
        index = index + 1
        block.content:insert(list[index])
      end
    end
    out:insert(block)
    index = index + 1
  end
  return out
end

local blocks = {
  Div = function(div)
    local make = things[div.classes[1]]
    if make then return make(div) end
    if div.classes[1] ~= 'title' then fail('no box is called "%s"', div.classes[1] or '') end
  end,
  Header = function(heading)
    local a = heading.attributes
    return raw('#heading-%d(%s, number: %s%s)[%s]', heading.level, label(heading.identifier),
      optional(a.number), a.further and ', further: true' or '', typst{pandoc.Plain(heading.content)})
  end,
  HorizontalRule = function() return raw('#divider()') end,
}

function Pandoc(document)
  page = stringify(document.meta.page)
  local name = stringify(document.meta.name)
  document = document:walk(inlines)
  document = document:walk(neighbours)
  document.blocks = carrying(document.blocks)
  document = document:walk{
    Table = function(one) return raw('%s', tables.typst(one, name, typst)) end,
  }
  return document:walk(blocks)
end
