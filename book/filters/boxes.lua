-- Boxes: GitHub's alerts, settled claims, checks that passed, exercises and their folded answers.
local things = require 'things'
local boxes = {}
local kinds = {note = true, important = true, caution = true, tip = true, warning = true}
local verdicts = {{'^holds when ', 'when'}, {'^holds$', 'holds'}, {'^refuted', 'refuted'}}
local waiting  -- the exercise whose answer is to follow

local function kindOf(div)
  for _, class in ipairs(div.classes) do
    if kinds[class] then return class end
  end
end

-- The bold title of a box, and what is below it.
local function opened(div)
  local body = div.content:filter(function(block)
    return not (block.t == 'Div' and block.classes:includes('title'))
  end)
  local bold, rest = things.lead(body[1])
  if bold then
    if #rest == 0 then body:remove(1) else body[1] = pandoc.Para(rest) end
  end
  return bold, body
end

local function box(title, body, id, class, attributes)
  local content = pandoc.Blocks{}
  if title then content:insert(pandoc.Div({pandoc.Plain(title)}, pandoc.Attr('', {'title'}))) end
  content:extend(body)
  return pandoc.Div(content, pandoc.Attr(id, {class}, attributes))
end

function boxes.claim(id, div, blocks)
  local title, body = opened(div)
  local number, words = things.stringify(title or {}):match('^Claim (%d+): (.+)$')
  if not number then return nil end
  if id ~= '' and not id:match('^claim%-%d+%-' .. number .. '$') then
    things.fail('%s stands before the box of claim %s', id, number)
  end
  for _, verdict in ipairs(verdicts) do
    if words:match(verdict[1]) then
      return box(title, blocks(body), id, 'claim', {claim = number, verdict = verdict[2]})
    end
  end
  things.fail('the verdict of %s is "%s": not holds, holds when … or refuted', id, words)
end

-- `> **Checked.** …` becomes a note; any other quotation stays one.
function boxes.checked(quote, blocks)
  local bold, rest = things.lead(quote.content[1])
  local marker = things.stringify(quote.content[1] or {}):match('^%[!%u+%]')
  if marker then
    things.fail('%s does not stand alone on its line, so GitHub shows no box: %s', marker,
      things.stringify(quote.content[1]):sub(1, 60))
  end
  if not bold or things.stringify(bold) ~= 'Checked' then
    quote.content = blocks(quote.content)
    return quote
  end
  local body = quote.content:clone()
  if #rest == 0 then body:remove(1) else body[1] = pandoc.Para(rest) end
  if #body == 0 then things.fail('a box says "Checked." and not what') end
  return box(nil, blocks(body), '', 'checked')
end

function boxes.callout(div, blocks)
  local kind = kindOf(div)
  if not kind then things.fail('a box is of no kind that GitHub knows') end
  local title, body = opened(div)
  local words = things.stringify(title or {})
  local number = words:match('^Exercise (%d+%.%d+)$')
  if number then
    if waiting then things.fail('exercise %s has no answer', waiting) end
    waiting = number
    return box(title, blocks(body), 'ex-' .. number:gsub('%.', '-'), 'exercise', {number = number})
  end
  if not words:match('^Claim %d') and words ~= 'Exercise' then
    return box(title, blocks(body), '', 'callout', {kind = kind})
  end
  -- Pages without a number show what a box looks like: no id, and no place in an index.
  if boxes.numbered then things.fail('the box "%s" has no number or no anchor before it', words) end
  if words == 'Exercise' then return box(title, blocks(body), '', 'exercise') end
  return boxes.claim('', div, blocks)
end

-- From `<details><summary>Answer 5.1</summary>` to `</details>`.
function boxes.answer(at, blocks)
  local number = at[1].text:match('<summary>Answer (%d+%.%d+)</summary>')
  if not number then things.fail('a folded part has no summary "Answer 5.1"') end
  if waiting ~= number then things.fail('answer %s does not follow its exercise', number) end
  waiting = nil
  local body = pandoc.Blocks{}
  for index = 2, #at do
    if at[index].t == 'RawBlock' and at[index].text:match('^</details>') then
      if #body == 0 then things.fail('answer %s is empty', number) end
      local id = 'ans-' .. number:gsub('%.', '-')
      return box(nil, blocks(body), id, 'answer', {number = number}), index
    end
    body:insert(at[index])
  end
  things.fail('answer %s is never closed by </details>', number)
end

-- To be called at the end of a page.
function boxes.finish()
  if waiting then things.fail('exercise %s has no answer', waiting) end
end

return boxes
