--[[ Turns the neutral tree of a page (filters/conventions.lua tells its form) into pieces of HTML.
Run by web.py from the root of the package:
pandoc -f json -t html5 -M name=lime -M page=chapters/lime/README.md -L html.lua
Links are written as "#id"; web.py knows which file has the id. ]]
package.path = PANDOC_SCRIPT_FILE:gsub('[^/]*$', '?.lua;') .. package.path
local codes = require 'codes'
local markup = require 'markup'
local mathml = require 'mathml'
local notes = require 'notes'
local pictures = require 'pictures'
local tables = require 'tables'
local html, escape = markup.html, markup.escape
local page = {}

-- Joins pieces: strings are raw HTML, the rest are blocks.
local function join(...)
  local out = pandoc.Blocks{}
  for _, piece in ipairs{...} do
    if type(piece) == 'string' then out:insert(html(piece)) else out:extend(piece) end
  end
  return out
end

-- "Figure 5.1" in front of a caption; it links to itself, so that a reader can pass the place on.
local function caption(div, tag)
  local words = escape(div.attributes.word .. ' ' .. div.attributes.number)
  local inlines = pandoc.Inlines{
    pandoc.RawInline('html', ('<a class="label" href="#%s">%s</a> '):format(div.identifier, words))}
  inlines:extend(div.content[1].content)
  return join('<' .. tag .. '>', pandoc.Blocks{pandoc.Plain(inlines)}, '</' .. tag .. '>')
end

-- The title of a box, if it has one, and what is below it.
local function titled(div)
  local first = div.content[1]
  if first and first.t == 'Div' and first.classes[1] == 'title' then
    local rest = div.content:clone()
    rest:remove(1)
    return first.content[1].content, rest
  end
  return nil, div.content
end

local function box(div, class, label)
  local title, body = titled(div)
  local id = div.identifier ~= '' and (' id="%s"'):format(div.identifier) or ''
  local head = title and join('<p class="box-title">', pandoc.Blocks{pandoc.Plain(title)}, '</p>') or ''
  return join(('<section%s class="box %s" role="note" aria-label="%s">'):format(id, class, escape(label)),
    head, body, '</section>')
end

local things = {}

function things.figure(div)
  local out = join(pictures.opening(div))
  out:extend(caption(div, 'figcaption'))
  return join(out, '</figure>')
end

function things.table(div)
  local out = join(('<figure class="table" id="%s">'):format(div.identifier))
  out:extend(caption(div, 'figcaption'))
  return join(out, pandoc.Blocks{div.content[2]}, '</figure>')
end

function things.card(div)
  local title, rows = tables.card(div.content[1])
  return join(('<section class="card" id="%s" aria-label="Card of the method"><p class="box-title">'):format(div.identifier),
    pandoc.Blocks{pandoc.Plain(title)}, '</p>', pandoc.Blocks{rows}, '</section>')
end

function things.listing(div)
  local out = join(('<figure class="listing" id="%s">'):format(div.identifier))
  out:extend(caption(div, 'figcaption'))
  return join(out, codes.block(div.content[2], div.attributes), '</figure>')
end

-- Code that is not the lesson: a line that tells what it does and where it stands, to be unfolded.
function things.folded(div)
  local told = div.attributes.told
  local lines = (told:match('%D') and 'lines ' or 'line ') .. escape(told)
  return join('<details class="folded"><summary><span class="kind">Code</span> <span class="sentence">',
    pandoc.Blocks{pandoc.Plain(div.content[1].content)},
    ('</span> <span class="lines">%s</span></summary>'):format(lines),
    codes.block(div.content[2], div.attributes), '</details>')
end

function things.tested(div)
  return join('<details class="tested"><summary>What was tested</summary>',
    codes.block(div.content[1], {}), '</details>')
end

function things.code(div) return join(codes.block(div.content[1], div.attributes)) end

function things.output(div) return join(codes.output(div.content[1])) end

function things.equation(div)
  local id, number = div.identifier, escape(div.attributes.number)
  return join(('<div class="equation" id="%s"><div class="formula">'):format(id),
    pandoc.Blocks{pandoc.Plain(div.content[1].content)},
    ('</div><a class="equation-number" href="#%s" aria-label="Equation %s">(%s)</a></div>'):format(id, number, number))
end

local labels = {note = 'Note', important = 'Key idea', caution = 'Pitfall', tip = 'Tip', warning = 'Warning'}
function things.callout(div)
  local kind = div.attributes.kind
  return box(div, kind, labels[kind])
end

-- "Claim 16: holds when …" becomes a number, a badge and the condition; the lecture's words, which
-- come first and in italics, get a line of their own.
function things.claim(div)
  local title, body = titled(div)
  local number = div.attributes.claim
  local verdict = markup.said[div.attributes.verdict]
  local condition = div.attributes.verdict == 'when' and markup.after(title, 4) or pandoc.Inlines{}
  local first = body[1]
  local statement = pandoc.Blocks{}
  if first and first.t == 'Para' and first.content[1].t == 'Emph' then
    local said = first.content[1].content
    statement = join('<p class="statement">', pandoc.Blocks{pandoc.Plain(said)}, '</p>')
    local after = markup.after(first.content, 1)
    body = body:clone()
    if #after == 0 then body:remove(1) else body[1] = pandoc.Para(after) end
  end
  local id = div.identifier ~= '' and (' id="%s"'):format(div.identifier) or ''
  local name = div.identifier ~= ''
    and ('<a class="label" href="#%s">Claim %s</a>'):format(div.identifier, number)
    or ('<span class="label">Claim %s</span>'):format(number)
  return join(
    ('<section%s class="box claim" role="note" aria-label="Claim %s"><p class="box-title">%s <span class="verdict %s">%s</span> ')
      :format(id, number, name, div.attributes.verdict, verdict),
    pandoc.Blocks{pandoc.Plain(condition)}, '</p>', statement, body, '</section>')
end

function things.checked(div)
  return join('<section class="checked" role="note" aria-label="Checked"><p class="box-title">Checked</p>', div.content, '</section>')
end

function things.key(div)
  local sign = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 2 21 7v10l-9 5-9-5V7z"/>'
    .. '<path d="m3 7 9 5 9-5M12 12v10"/><circle cx="12" cy="12" r="2.6"/></svg>'
  return join('<section class="box key" role="note" aria-label="Key idea"><p class="box-title">' .. sign
    .. ' Key idea</p>', div.content, '</section>')
end

function things.summary(div)
  return join('<section class="summary" aria-label="Summary">', div.content, '</section>')
end

function things.exercise(div)
  return box(div, 'exercise', 'Exercise ' .. (div.attributes.number or ''))
end

function things.prediction(div)
  local number = div.attributes.number or ''
  local words = {pandoc.RawInline('html', ('Predict first <span class="number">%s</span>'):format(escape(number)))}
  div.content[1] = pandoc.Div({pandoc.Plain(words)}, pandoc.Attr('', {'title'}))
  return box(div, 'prediction', 'Prediction ' .. number)
end

function things.questions(div)
  return join(('<div class="questions" id="%s">'):format(div.identifier), div.content, '</div>')
end

local summaries = {exercise = 'Answer ', prediction = 'Answer to prediction ', questions = 'Answers'}
function things.answer(div)
  local at = div.attributes
  return join(('<details class="answer of-%s" id="%s"><summary>%s%s</summary>')
    :format(at.of, div.identifier, summaries[at.of], escape(at.number or '')), div.content, '</details>')
end

function things.reference(div)
  return join(('<div class="reference" id="%s">'):format(div.identifier), div.content, '</div>')
end

local function heading(block)
  local id, number = block.identifier, block.attributes.number
  local tag = 'h' .. block.level
  local before = ''
  if number and block.level == 1 then
    before = ('<span class="eyebrow">Chapter %s</span> '):format(number)
  elseif number then
    before = ('<span class="number">%s</span> '):format(number)
  end
  local mark = block.attributes.further and ' <span class="further">further</span>' or ''
  local after = block.level == 1 and '' or mark ..
    ('<a class="anchor" href="#%s" aria-label="Link to this section">#</a>'):format(id)
  local inlines = pandoc.Inlines{pandoc.RawInline('html', ('<%s id="%s">%s'):format(tag, id, before))}
  inlines:extend(block.content)
  inlines:insert(pandoc.RawInline('html', after .. ('</%s>'):format(tag)))
  return pandoc.Plain(inlines)
end

local filter = {
  Math = mathml.inline,
  Header = heading,
  Table = function(block) return join('<div class="scroll">', pandoc.Blocks{tables.plain(block, page)}, '</div>') end,
  CodeBlock = function(block) return join(codes.block(block, {})) end,
  Link = markup.link,
  Span = markup.seeds,
  Code = markup.code,
  Str = markup.korean,
}

function Pandoc(document)
  page.name = markup.stringify(document.meta.name)
  markup.page = markup.stringify(document.meta.page)
  local list = notes.beside(document.blocks)
  -- Things first, for they look at their tables and code before these become HTML.
  list = list:walk{Div = function(div)
    local make = things[div.classes[1]]
    return make and make(div)
  end}
  return pandoc.Pandoc(list:walk{Inlines = markup.verdicts}:walk(filter), {})
end
