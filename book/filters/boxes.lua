-- Boxes: GitHub's alerts, claims, checks that passed, key ideas, all that asks, and the folded answers.
local things = require 'things'
local boxes = {}
local kinds = {note = true, important = true, caution = true, tip = true, warning = true}
local verdicts = {{'^holds when ', 'when'}, {'^holds$', 'holds'}, {'^refuted', 'refuted'},
  {'^true by construction$', 'construction'}, {'^re%-enacted$', 'reenacted'}}
local waiting  -- what is to be answered next: its name, its id, and the summary and id of its answer

-- From here on the answer of this thing is to follow.
local function wait(name, id, summary, answer)
  if waiting then things.fail('%s has no answer', waiting.name) end
  waiting = {name = name, id = id, summary = summary, answer = answer}
end

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
  things.fail('the verdict of %s is "%s": not holds, holds when …, refuted, true by construction or '
    .. 're-enacted', id, words)
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
  local said = body:find_if(function(block) return block.t ~= 'RawBlock' and block.t ~= 'CodeBlock' end)
  if not said then things.fail('a box says "Checked." and not what') end
  return box(nil, blocks(body), '', 'checked')
end

-- Boxes that ask: their class, and how ids and the summary of an answer begin.
local asks = {
  Exercise = {class = 'exercise', id = 'ex-', answer = 'ans-', summary = 'Answer '},
  Prediction = {
    class = 'prediction', id = 'pre-', answer = 'ans-pre-', summary = 'Answer to prediction '},
}

function boxes.callout(div, blocks)
  local kind = kindOf(div)
  if not kind then things.fail('a box is of no kind that GitHub knows') end
  local title, body = opened(div)
  local words = things.stringify(title or {})
  if words == 'Key idea' then return box(nil, blocks(body), '', 'key') end
  local word, number = words:match('^(%a+) (%d+%.%d+)$')
  local asked = asks[number and word or words]
  if asked and number then
    local of = number:gsub('%.', '-')
    local id, answer = asked.id .. of, asked.answer .. of
    wait(asked.class .. ' ' .. number, id, asked.summary .. number, answer)
    return box(title, blocks(body), id, asked.class, {number = number, answer = answer})
  end
  if not words:match('^Claim %d') and not asked then
    return box(title, blocks(body), '', 'callout', {kind = kind})
  end
  -- Pages without a number show what a box looks like: no id, and no place in an index.
  if boxes.chapter then things.fail('the box "%s" has no number or no anchor before it', words) end
  if asked then return box(title, blocks(body), '', asked.class) end
  return boxes.claim('', div, blocks)
end

-- The lists that close a chapter, by the heading they stand under: lines to keep, and questions.
-- Nil for any other list.
local closing = {
  ['In five lines'] = {class = 'summary', count = 5}, ['Eight questions'] = {class = 'questions', count = 8},
}
function boxes.closing(section, list)
  local kind = boxes.chapter and list.t == 'OrderedList' and closing[section]
  if not kind then return nil end
  if #list.content ~= kind.count then
    things.fail('"%s" has %d of them', section, #list.content)
  end
  if kind.class == 'summary' then return box(nil, {list}, '', 'summary') end
  local id = 'questions-' .. boxes.chapter
  wait('the list of eight questions', id, 'Answers to the questions', 'ans-' .. id)
  return box(nil, {list}, id, 'questions', {answer = 'ans-' .. id})
end

-- From `<details><summary>Answer 5.1</summary>` to `</details>`.
function boxes.answer(summary, body, blocks)
  local kind, number
  for _, asked in pairs(asks) do
    local found = summary:match('^' .. asked.summary .. '(%d+%.%d+)$')
    if found then kind, number = asked.class, found end
  end
  if summary == 'Answers to the questions' then kind = 'questions' end
  if not kind then
    things.fail('a folded part has the summary "%s": not "Answer 5.1", "Answer to prediction 5.1", '
      .. '"Answers to the questions", "Code: …" or "What was tested"', summary)
  end
  if not waiting or waiting.summary ~= summary then
    things.fail('"%s" does not follow what it answers', summary)
  end
  local attributes = {of = kind, to = waiting.id, number = number}
  local id = waiting.answer
  waiting = nil
  return box(nil, blocks(body), id, 'answer', attributes)
end

-- To be called at the end of a page.
function boxes.finish()
  if waiting then things.fail('%s has no answer', waiting.name) end
end

return boxes
