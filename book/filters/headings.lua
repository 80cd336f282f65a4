-- Ids and numbers of headings: "# 5. Title" is page-lime and 5, "## 5.2 Title" is sec-5-2 and 5.2.
local things = require 'things'
local headings = {}

-- Takes the number from the front of a heading's text.
local function takeNumber(heading, pattern)
  local first = heading.content[1]
  local number = first and first.t == 'Str' and first.text:match(pattern)
  if not number then return nil end
  heading.content:remove(1)
  if heading.content[1] and heading.content[1].t == 'Space' then heading.content:remove(1) end
  return number
end

-- Takes "· *further*", the mark of what a lecture can leave out, from the end of a heading.
local function takeMark(heading)
  local words = heading.content
  local mark, dot = words[#words], words[#words - 2]
  if not mark or mark.t ~= 'Emph' or things.stringify(mark) ~= 'further' then return end
  if not dot or dot.t ~= 'Str' or dot.text ~= '·' then return end
  heading.content = pandoc.Inlines{table.unpack(words, 1, #words - 4)}
  heading.attributes.further = 'true'
end

function headings.numbered(list, name)
  local chapter, count
  local taken = {}  -- the ids made of words, which may be the same for two headings, or none
  if not list[1] or list[1].t ~= 'Header' or list[1].level ~= 1 then
    things.fail('the page does not start with a heading of level 1')
  end
  for _, block in ipairs(list) do
    if block.t == 'Header' then
      local slug = block.identifier
      takeMark(block)
      if block.level == 1 then
        if count then things.fail('a second heading of level 1: %s', things.stringify(block)) end
        chapter, count = takeNumber(block, '^(%d+)%.$'), 0
        block.identifier, block.attributes.number = 'page-' .. name, chapter
      elseif block.level == 2 and chapter then
        local number = takeNumber(block, '^(%d+%.%d+)%.?$')
        count = count + 1
        if number ~= chapter .. '.' .. count then
          things.fail('section %s.%d is called "%s %s"', chapter, count, number or '',
            things.stringify(block))
        end
        block.identifier, block.attributes.number = 'sec-' .. number:gsub('%.', '-'), number
      else
        local id = 'sec-' .. name .. '-' .. (slug ~= '' and slug or 'part')
        local free, nth = id, 1
        while taken[free] do
          nth = nth + 1
          free = id .. '-' .. nth
        end
        taken[free] = true
        block.identifier = free
      end
      if #block.content == 0 then things.fail('a heading is empty') end
    end
  end
  return list
end

return headings
