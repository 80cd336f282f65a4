-- Footnotes become side notes: beside their paragraph on a wide screen, below it on a narrow one.
local notes = {}
local count = 0
local mark = '<sup id="note-at-N"><a class="note-number" href="#note-N" aria-label="note N">N</a></sup>'
local opening = '<aside class="side-note" id="note-N" role="note">'
  .. '<a class="note-number" href="#note-at-N" aria-label="back to the text">N</a>'

-- Takes the notes out of a block; a number stays, and links to the note.
local function taken(block)
  local found = pandoc.Blocks{}
  local rest = block:walk{Note = function(note)
    count = count + 1
    found:insert(pandoc.RawBlock('html', (opening:gsub('N', count))))
    found:insert(pandoc.Plain(pandoc.utils.blocks_to_inlines(note.content)))
    found:insert(pandoc.RawBlock('html', '</aside>'))
    return pandoc.RawInline('html', (mark:gsub('N', count)))
  end}
  return rest, found
end

function notes.beside(blocks)
  local out = pandoc.Blocks{}
  for _, block in ipairs(blocks) do
    local rest, found = taken(block)
    if #found == 0 then
      out:insert(block)
    else
      out:insert(pandoc.RawBlock('html', '<div class="noted">'))
      out:insert(rest)
      out:insert(pandoc.RawBlock('html', '<div class="notes">'))
      out:extend(found)
      out:insert(pandoc.RawBlock('html', '</div></div>'))
    end
  end
  return out
end

return notes
