-- Tables: a method's card, row headings, terms that a link can aim at.
local markup = require 'markup'
local tables = {}

-- Columns are as wide as they need; a table that has sentences in its cells says so to the style sheet.
local function natural(block)
  for _, column in ipairs(block.colspecs) do column[2] = nil end
  for _, body in ipairs(block.bodies) do
    for _, row in ipairs(body.body) do
      for index, cell in ipairs(row.cells) do
        local length = utf8.len(markup.stringify(cell.contents))
        if index > 1 and length > 26 then block.classes = {'words'} end
      end
    end
  end
  return block
end

-- The card of a method: its name, which is the first heading, and rows of name and value.
function tables.card(block)
  local title = pandoc.utils.blocks_to_inlines(block.head.rows[1].cells[1].contents)
  block.head.rows = {}
  block.bodies[1].row_head_columns = 1
  return title, natural(block)
end

-- The id of a term, another one for every term: a space is "_", any other sign its bytes.
function tables.id(term)
  local slug = term:lower():gsub('[^%w%- ]', function(sign)
    return ('.%02x'):format(sign:byte())
  end)
  return 'term-' .. slug:gsub(' ', '_')
end

-- Any other table. In the glossary each row gets an id; a table whose corner is empty has row headings.
function tables.plain(block, page)
  natural(block)
  local corner = block.head.rows[1] and block.head.rows[1].cells[1]
  if corner and #corner.contents == 0 then block.bodies[1].row_head_columns = 1 end
  if page.name == 'glossary' then
    for _, row in ipairs(block.bodies[1].body) do
      local first = row.cells[1].contents[1]
      first.content = {pandoc.Span(first.content, pandoc.Attr(tables.id(markup.stringify(first))))}
    end
  end
  return block
end

return tables
