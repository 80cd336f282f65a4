--[[ Turns a woven page into the neutral tree that every edition is written from.
Run by build.py: pandoc -f gfm+smart-emoji -t json -M page=chapters/lime/README.md -L conventions.lua
Whatever does not fit its conventions stops the build with a line that names page and thing.
The result has only these Divs (first class, id, attributes, children):

  figure    #fig-5-1 number word src alt wide [frames frames-of]: Plain(caption)
  table     #tab-5-1 number word: Plain(caption), Table             card #card-5-1: Table
  listing   #lst-5-1 number word [file lines]: Plain(caption), CodeBlock
  code      [file lines]: CodeBlock                                 output: CodeBlock
  folded    file lines told: Plain(sentence), CodeBlock
  equation  #eq-5-1 number: Para(Math without its tag)
  callout   kind: [title], blocks                                   key: blocks
  checked: blocks, [tested]                                         tested: CodeBlock
  claim     #claim-5-7 claim verdict (holds, when, refuted, construction, reenacted): title, blocks,
            [tested]
  exercise  #ex-5-1 number answer: title, blocks                    prediction #pre-5-1 likewise
  summary: OrderedList                                              questions #questions-5 answer: likewise
  answer    #ans-5-1 of (exercise, prediction, questions) to [number]: blocks
  reference #ref-key: Para

The heading of level 1 has the id page-lime and the attribute number (0 is a number), level 2 has
sec-5-2 and 5.2; numbers leave the text. A heading that a lecture can leave out has the attribute
further. A Span of the class seeds tells with how many seeds a check held. A link within the book
aims at the id, wherever it is. ]]
package.path = PANDOC_SCRIPT_FILE:gsub('[^/]*$', '?.lua;') .. package.path
local things = require 'things'
local boxes = require 'boxes'
local folding = require 'folding'
local fail, anchor, lead = things.fail, things.anchor, things.lead
local comment, source = things.comment, things.source
local words = {fig = 'figure', tab = 'table', lst = 'listing', eq = 'formula', ref = 'entry',
  claim = 'claim', card = 'card'}

-- "**Figure 5.1.** caption" after the anchor fig-5-1: the attributes it gives and the caption.
local function caption(id, block)
  local bold, rest = lead(block)
  if not bold then fail('%s has no caption: write "**Figure 5.1.** …"', id) end
  local word, number = things.stringify(bold):match('^(%S+)%s+(%w+%.%d+)$')
  if not number then fail('the caption of %s has no number', id) end
  if id:match('^%a+%-(.*)$') ~= number:gsub('%.', '-'):lower() then
    fail('%s has the caption of %s %s', id, word, number)
  end
  if #rest == 0 then fail('%s has an empty caption', id) end
  return {number = number, word = word}, pandoc.Plain(rest)
end

-- What may follow an anchor. Each takes the id and the blocks from the anchor on, and returns
-- the thing and how many blocks it took.
local after = {}

function after.fig(id, at)
  local image = at[2] and at[2].t == 'Para' and #at[2].content == 1 and at[2].content[1]
  if not image or image.t ~= 'Image' then return nil end
  local frames, values = comment(at[3], 'frames of ([^:]+): (.+)')
  local taken = frames and 4 or 3
  local attributes, text = caption(id, at[taken])
  attributes.alt = things.stringify(image.caption)
  if attributes.alt == '' then fail('%s has no alternative text', id) end
  attributes.src = things.resolve(image.src)
  attributes.wide = tostring(things.width(attributes.src) > 400)
  if frames then
    attributes.frames = values:gsub('%s*|%s*', '|')
    attributes['frames-of'] = frames
    local count = select(2, values:gsub('|', '')) + 1
    for frame = 1, count do things.width((attributes.src:gsub('%.%a+$', '-' .. frame .. '%0'))) end
  end
  return pandoc.Div({text}, pandoc.Attr(id, {'figure'}, attributes)), taken
end

function after.tab(id, at)
  if not at[3] or at[3].t ~= 'Table' then return nil end
  local attributes, text = caption(id, at[2])
  return pandoc.Div({text, at[3]}, pandoc.Attr(id, {'table'}, attributes)), 3
end

function after.lst(id, at)
  local lines = source(at[3], at[4], id)
  local fence, taken = at[lines and 4 or 3], lines and 4 or 3
  if not fence or fence.t ~= 'CodeBlock' then return nil end
  local attributes, text = caption(id, at[2])
  for key, value in pairs(lines or {}) do attributes[key] = value end
  return pandoc.Div({text, fence}, pandoc.Attr(id, {'listing'}, attributes)), taken
end

function after.eq(id, at)
  local math = at[2] and at[2].t == 'Para' and #at[2].content == 1 and at[2].content[1]
  if not math or math.t ~= 'Math' or math.mathtype ~= 'DisplayMath' then return nil end
  local number = math.text:match('\\tag{([%d.]+)}')
  if not number then fail('%s has no \\tag', id) end
  if id ~= 'eq-' .. number:gsub('%.', '-') then fail('%s has the tag %s', id, number) end
  local bare = pandoc.Math('DisplayMath', (math.text:gsub('%s*\\tag{[%d.]+}', '')))
  return pandoc.Div({pandoc.Para{bare}}, pandoc.Attr(id, {'equation'}, {number = number})), 2
end

function after.ref(id, at)
  if not at[2] or at[2].t ~= 'Para' then return nil end
  return pandoc.Div({at[2]}, pandoc.Attr(id, {'reference'})), 2
end

function after.card(id, at)
  if not at[2] or at[2].t ~= 'Table' then return nil end
  return pandoc.Div({at[2]}, pandoc.Attr(id, {'card'})), 2
end

local blocks
local section  -- the words of the last heading

function after.claim(id, at)
  local box = at[2] and at[2].t == 'Div' and at[2].classes:includes('warning') and at[2]
  local thing = box and boxes.claim(id, box, blocks)
  return thing, 2
end

-- A block that no anchor announces, and how many blocks it took.
local function plain(at)
  local block = at[1]
  local lines = source(block, at[2])
  if lines then return pandoc.Div({at[2]}, pandoc.Attr('', {'code'}, lines)), 2 end
  if block.t == 'CodeBlock' and block.classes[1] == 'console' then
    return pandoc.Div({block}, pandoc.Attr('', {'output'})), 1
  elseif block.t == 'CodeBlock' and block.classes[1] then
    return pandoc.Div({block}, pandoc.Attr('', {'code'})), 1
  elseif block.t == 'BlockQuote' then
    return boxes.checked(block, blocks), 1
  elseif block.t == 'Div' then
    return boxes.callout(block, blocks), 1
  elseif block.t == 'BulletList' or block.t == 'OrderedList' then
    block.content = block.content:map(blocks)
    local closing = boxes.closing(section, block)
    if closing then section = nil end
    return closing or block, 1
  elseif block.t == 'RawBlock' then
    if block.text:match('^<details>') then return folding.details(at, blocks) end
    if block.text:match('^<!%-%- frames') then
      fail('frames stand before no caption: %s', block.text)
    end
    if block.text:match('^<!%-%-') then return nil, 1 end
    fail('this markup would vanish from the book: %s', block.text:match('^[^\n]*'))
  elseif block.t == 'Header' then
    section = things.stringify(block):gsub('^%d+%.%d+ ', '')
  end
  return block, 1
end

function blocks(list)
  local out, index = pandoc.Blocks{}, 1
  while index <= #list do
    local at = {table.unpack(list, index)}
    local id, thing, taken = anchor(at[1]), nil, nil
    if id then
      local kind = id:match('^(%a+)%-')
      if not words[kind] then
        fail('the anchor %s is not one of fig-, tab-, lst-, eq-, claim-, card-, ref-', id)
      end
      thing, taken = after[kind](id, at)
      if not thing then fail('the anchor %s is not followed by its %s', id, words[kind]) end
    else
      thing, taken = plain(at)
    end
    if thing then out:insert(thing) end
    index = index + taken
  end
  return out
end

-- The navigation at the foot of a chapter: a rule, then a paragraph of nothing but links.
local function withoutNavigation(list)
  local rule, foot = list[#list - 1], list[#list]
  if rule and rule.t == 'HorizontalRule' and foot.t == 'Para' and foot.content[1].t == 'Link' then
    list:remove(); list:remove()
  end
  return list
end

local headings = require 'headings'

-- Lua keeps the keys of a table in no order: attributes are sorted, so that bytes repeat.
local function sorted(div)
  local pairs_ = {}
  for key, value in pairs(div.attributes) do pairs_[#pairs_ + 1] = {key, value} end
  table.sort(pairs_, function(one, other) return one[1] < other[1] end)
  div.attr = pandoc.Attr(div.identifier, div.classes, pairs_)
  return div
end

-- "*With 10 of 10 seeds.*", and with few "**Only with 6 of 10 seeds.**".
local function seeds(element, start)
  if things.stringify(element):match(start .. ' %d+ of %d+ seeds%.$') then
    return pandoc.Span(element.content, pandoc.Attr('', {'seeds'}))
  end
end

local neutral = {
  Div = sorted,
  Link = function(link)
    local target = link.target
    if target:match('^%a[%w+.-]*:') or target:match('^#') then return nil end
    local path, id = target:match('^([^#]*)#?(.*)$')
    local name = things.name(things.resolve((path:gsub('/$', ''))))
    if not name then fail('the link to %s leaves the book: give its address on the web', target) end
    link.target = '#' .. (id ~= '' and id or 'page-' .. name)
    return link
  end,
  -- A formula that GitHub cannot read, such as one with an open brace, is text to pandoc.
  -- A number and its "%" stay on one line, and so do a number, its "±" and its error, and the "•"
  -- before a table's best number.
  Inlines = function(list)
    for index, one in ipairs(list) do
      local before, first = list[index - 1], list[index - 2]
      if one.t == 'Code' and before and before.t == 'Str' and before.text:match('%$$') then
        fail('this formula cannot be read: %s', one.text)
      end
      local apart = before and (before.t == 'Space' or before.t == 'SoftBreak')
      if apart and one.t == 'Str' and one.text:match('^%%') and first and first.t == 'Str'
        and first.text:match('%d$') then
        list[index - 1] = pandoc.Str('\u{a0}')
      end
      if before and before.t == 'Space' and first and first.t == 'Str' and first.text == '•' then
        list[index - 1] = pandoc.Str('\u{a0}')
      end
      if one.t == 'Str' and one.text == '±' then
        local after = list[index + 1]
        if apart and first and first.t == 'Str' and first.text:match('%d$') then
          list[index - 1] = pandoc.Str('\u{a0}')
        end
        if after and (after.t == 'Space' or after.t == 'SoftBreak') then
          list[index + 1] = pandoc.Str('\u{a0}')
        end
      end
    end
    return list
  end,
  Emph = function(emph) return seeds(emph, '^With') end,
  Strong = function(strong) return seeds(strong, '^Only with') end,
  Image = function(image) fail('the picture %s has no anchor before it', image.src) end,
  RawInline = function(raw)
    if raw.text:match('^<!%-%-') then return {} end
    fail('this markup would vanish from the book: %s', raw.text)
  end,
}

function Pandoc(document)
  things.page = things.stringify(document.meta.page)
  local name = things.name(things.page) or fail('no page of the book has this name')
  local first = document.blocks:find_if(function(block) return block.t == 'Header' end)
  boxes.chapter = things.stringify(first or {}):match('^(%d+)%.')
  local list = headings.numbered(blocks(withoutNavigation(document.blocks)), name)
  boxes.finish()
  for _, block in ipairs(list) do
    if block.t == 'Div' and block.classes[1] == 'tested' then fail('"What was tested" stands in no box') end
  end
  return pandoc.Pandoc(list:walk(neutral), {})
end
