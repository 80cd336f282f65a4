-- What a reader can unfold: code that is not the lesson, what a check tested, answers.
local boxes = require 'boxes'
local things = require 'things'
local folding = {}

-- What a reader can unfold, from `<details>` to `</details>`, and how many blocks it took.
local function unfoldable(at)
  local summary = at[1].text:match('<summary>(.-)</summary>') or things.fail('a folded part has no summary')
  local body = pandoc.Blocks{}
  for index = 2, #at do
    if at[index].t == 'RawBlock' and at[index].text:match('^</details>') then
      if #body == 0 then things.fail('"%s" is empty', summary) end
      return summary, body, index
    end
    body:insert(at[index])
  end
  things.fail('"%s" is never closed by </details>', summary)
end

-- `<summary>Code: Seven maps are graded (lines 401–443)</summary>`, lines and code.
local function folded(summary, body)
  local sentence, told = summary:match('^Code: (.+) %(lines? ([%d–, -]+)%)$')
  if not sentence then things.fail('folded code tells no sentence or no lines: %s', summary) end
  local attributes = things.source(body[1], body[2])
  if not attributes or #body ~= 2 then things.fail('"%s" folds no code, or more than code', summary) end
  attributes.told = told
  local words = pandoc.utils.blocks_to_inlines(pandoc.read(sentence, 'html').blocks)
  return pandoc.Div({pandoc.Plain(words), body[2]}, pandoc.Attr('', {'folded'}, attributes))
end

function folding.details(at, blocks)
  local summary, body, taken = unfoldable(at)
  if summary:match('^Code: ') then return folded(summary, body), taken end
  if summary ~= 'What was tested' then return boxes.answer(summary, body, blocks), taken end
  if #body ~= 1 or body[1].t ~= 'CodeBlock' then things.fail('"%s" is not one piece of code', summary) end
  return pandoc.Div(body, pandoc.Attr('', {'tested'})), taken
end

return folding
