-- Code with the numbers of its source lines, and what a program printed.
local markup = require 'markup'
local codes = {}
local options = pandoc.WriterOptions{wrap_text = 'none'}

-- The lines of a block as HTML: Swift comes from colours.py, the rest pandoc colours if it can.
local function lines(block)
  local out = {}
  if block.attributes.coloured then
    for line in (block.text .. '\n'):gmatch('(.-)\n') do out[#out + 1] = line end
    return out
  end
  local plain = pandoc.CodeBlock(block.text, pandoc.Attr('', block.classes))
  local text = pandoc.write(pandoc.Pandoc{plain}, 'html5', options)
  local inner = text:match('<code[^>]*>(.*)</code>') or markup.escape(block.text)
  for line in (inner .. '\n'):gmatch('(.-)\n') do
    out[#out + 1] = line:match('^<span id="cb[%d-]+"><a [^>]*></a>(.*)</span>$') or line
  end
  return out
end

-- attributes.lines are the numbers in the source: "41 42 43 57", one for each line.
-- The numbers are drawn by the style sheet, so nobody selects or copies them.
function codes.block(block, attributes)
  local numbers = {}
  for number in (attributes.lines or ''):gmatch('%d+') do numbers[#numbers + 1] = number end
  local out = {}
  for index, line in ipairs(lines(block)) do
    local number = numbers[index]
    local gap = number and index > 1 and tonumber(number) ~= tonumber(numbers[index - 1]) + 1
    out[#out + 1] = ('<span class="line%s"%s>%s\n</span>'):format(gap and ' gap' or '',
      number and (' data-line="%s"'):format(number) or '', line)
  end
  local title = attributes.file
    and (' title="%s, from line %s"'):format(markup.escape(attributes.file), numbers[1] or '1') or ''
  return ('<div class="code%s"%s><pre><code class="language-%s">%s</code></pre></div>'):format(
    #numbers > 0 and ' numbered' or '', title, block.classes[1] or 'text', table.concat(out))
end

-- Where a screen is narrow, letters shrink to the columns there are, and what is wider still breaks
-- between words: a number and its error stay whole.
function codes.output(block)
  local out, columns = {}, 1
  for line in (block.text .. '\n'):gmatch('(.-)\n') do
    columns = math.max(columns, pandoc.layout.real_length(line))
    local text = markup.escape(line):gsub('%S+ ± %S+', '<span class="whole">%0</span>')
    out[#out + 1] = '<span class="line">' .. text
  end
  return ('<div class="output"><pre aria-label="Output" tabindex="0"><samp style="--columns: %d">%s</span></samp></pre></div>')
    :format(columns, table.concat(out, '\n</span>'))
end

return codes
