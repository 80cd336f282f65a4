-- Code with the numbers of its source lines, and what a program printed.
local markup = require 'markup'
local codes = {}
local options = pandoc.WriterOptions{wrap_text = 'none'}
local span = '<span class="%s">%s</span>'

-- What pandoc's Swift syntax does not see: $0, 0..<9, interpolation, types, calls.
local function swift(line)
  line = line:gsub('%$<span class="dv">(%d+)</span>', span:format('va', '$%1'))
  line = line:gsub('%$<span class="fl">(%d+)%.</span>', span:format('va', '$%1') .. span:format('op', '.'))
  line = line:gsub('<span class="fl">(%d+)%.</span><span class="op">%.', span:format('dv', '%1') .. '<span class="op">..')
  line = line:gsub('<span class="er">', '<span class="sc">')
  line = line:gsub('<span class="fu">(%u)', '<span class="dt">%1')
  line = line:gsub('(%f[%w_][%l_][%w_]*)(<span class="op">%()', function(name, rest)
    return span:format('fu', name) .. rest
  end)
  -- only in the text between spans: a capital letter starts a type
  local out, depth = {}, 0
  for text, tag in (line .. '<>'):gmatch('([^<]*)(<[^>]*>)') do
    if depth == 0 then text = text:gsub('%f[%w_&]%u[%w_]*', function(name) return span:format('dt', name) end) end
    if tag:match('^<span') then depth = depth + 1 elseif tag == '</span>' then depth = depth - 1 end
    out[#out + 1] = text .. (tag == '<>' and '' or tag)
  end
  return table.concat(out)
end

-- The lines of a block as HTML, coloured by pandoc if it knows the language.
local function lines(block)
  local language = block.classes[1]
  local plain = pandoc.CodeBlock(block.text, pandoc.Attr('', block.classes))
  local text = pandoc.write(pandoc.Pandoc{plain}, 'html5', options)
  local inner = text:match('<code[^>]*>(.*)</code>') or markup.escape(block.text)
  local out = {}
  for line in (inner .. '\n'):gmatch('(.-)\n') do
    local coloured = line:match('^<span id="cb[%d-]+"><a [^>]*></a>(.*)</span>$')
    if coloured then line = language == 'swift' and swift(coloured) or coloured end
    out[#out + 1] = line
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

function codes.output(block)
  return '<div class="output"><pre aria-label="Output" tabindex="0"><samp>' .. markup.escape(block.text) .. '</samp></pre></div>'
end

return codes
