-- Tables: pandoc's own writer wraps each in a figure and centres it, so they are written here.
local tables = {}

local aligned = {AlignRight = 'right', AlignCenter = 'center'}  -- and all others left

-- The pages whose tables have a design of their own, and get the id that each row links to.
local special = {methods = 'methods-table', claims = 'claims-table', glossary = 'glossary-table'}

local function target(cells)
  for _, cell in ipairs(cells) do
    local id = cell:match('#to%((<[^>]*>)%)')
    if id then return id end
  end
  return 'none'
end

-- "holds when …" becomes the badge of its verdict, and the condition.
local verdicts = {
  holds = 'holds', refuted = 'refuted', ['true by construction'] = 'construction', ['re-enacted'] = 'reenacted',
}
local function badge(cell)
  local link, words, condition = cell:match('^(#to%b())%[([%a -]+)%](.*)$')
  if not verdicts[words] then return cell end
  local when = condition:match('^ when (.*)$')
  return ('%s[#verdict-badge("%s")] %s'):format(link, when and 'when' or verdicts[words], when or '')
end

-- A list of Typst, which may be empty.
local function list(items)
  return '(' .. table.concat(items, ', ') .. (#items > 0 and ',)' or ')')
end

local function brackets(cells)
  local out = {}
  for index, cell in ipairs(cells) do out[index] = '[' .. cell .. ']' end
  return list(out)
end

-- `write` turns blocks into Typst.
function tables.typst(one, name, write)
  local function cells(row)
    return row.cells:map(function(cell) return write(cell.contents) end)
  end
  local alignments = {}
  for index, spec in ipairs(one.colspecs) do alignments[index] = aligned[spec[1]] or 'left' end
  local head = one.head.rows[1] and cells(one.head.rows[1]) or {}
  local rows, targets = {}, {}
  for _, body in ipairs(one.bodies) do
    for _, row in ipairs(body.body) do
      local written = cells(row)
      targets[#targets + 1] = target(written)
      if name == 'claims' then written[3] = badge(written[3]) end
      if special[name] then
        local place = written[#written]:gsub('%[Chapter (%d+)%]', '[%1]')
        written[#written] = place:gsub('^Chapter (%d+)$', '%1')
      end
      rows[#rows + 1] = '  ' .. brackets(written)
    end
  end
  local extra = special[name] and ('targets: %s, '):format(list(targets)) or ''
  rows[#rows + 1] = ''  -- a comma ends each row, so that there may be none
  return ('#%s(%salign: %s, head: %s,\n%s)'):format(special[name] or 'data-table', extra,
    list(alignments), brackets(head), table.concat(rows, ',\n'))
end

return tables
