-- Formulas: TeX -> MathML by pandoc, with repairs of what pandoc 3.9 gets wrong.
local markup = require 'markup'
local mathml = {}
local options = pandoc.WriterOptions{html_math_method = 'mathml', wrap_text = 'none'}

-- \mathbf{x} would be bold italic: take the bold letters of Unicode.
local function bold(group)
  local out = {}
  for letter in group:sub(2, -2):gmatch('.') do
    local byte = letter:byte()
    if letter:match('%u') then out[#out + 1] = utf8.char(0x1D400 + byte - 65)
    elseif letter:match('%l') then out[#out + 1] = utf8.char(0x1D41A + byte - 97)
    elseif letter:match('%d') then out[#out + 1] = utf8.char(0x1D7CE + byte - 48)
    else return nil end
  end
  return '{' .. table.concat(out) .. '}'
end

local function repaired(tex)
  tex = tex:gsub('%s*\\tag%*?%b{}', ''):gsub('\\label%b{}', '')
  tex = tex:gsub('\\[bB]igg?l%s*', '\\left'):gsub('\\[bB]igg?r%s*', '\\right')
  tex = tex:gsub('\\[bB]igg?m%s*', '\\middle')
  return (tex:gsub('\\mathbf(%b{})', bold))
end

-- What a screen reader says and what is copied: the source on one line.
local function source(tex)
  return (tex:gsub('\\tag%*?%b{}', ''):gsub('%s+', ' '):gsub('^ ', ''):gsub(' $', ''))
end

-- Browsers break no formula: a long one is cut before its relations and behind its wide spaces,
-- outside of all brackets.
local relations = {['\\approx'] = true, ['\\le'] = true, ['\\leq'] = true, ['\\ge'] = true, ['\\geq'] = true, ['='] = true}
local opening = {['{'] = 1, ['('] = 1, ['['] = 1, ['\\left'] = 1, ['\\begin'] = 1, ['\\lVert'] = 1,
  ['}'] = -1, [')'] = -1, [']'] = -1, ['\\right'] = -1, ['\\end'] = -1, ['\\rVert'] = -1}
local function parts(tex)
  local out, start, depth, at = {}, 1, 0, 1
  while at <= #tex do
    local token = tex:match('^\\%a+', at) or tex:match('^\\.', at) or tex:sub(at, at)
    if relations[token] and depth == 0 and at > start then
      out[#out + 1] = tex:sub(start, at - 1)
      start = at
    end
    depth = depth + (opening[token] or 0)
    at = at + #token
    if (token == '\\quad' or token == '\\qquad') and depth == 0 and tex:match('%S', at) then
      out[#out + 1] = tex:sub(start, at - 1)
      start = at
    end
    if token == '\\left' or token == '\\right' then at = at + #(tex:match('^%s*\\?.', at) or '') end
  end
  out[#out + 1] = tex:sub(start)
  return depth == 0 and out or {tex}
end

local function one(element)
  local math = pandoc.Math(element.mathtype, repaired(element.text))
  local text = pandoc.write(pandoc.Pandoc{pandoc.Plain{math}}, 'html5', options)
  if not text:match('<math') then
    markup.fail('this formula has no MathML: %s', source(element.text))
  end
  local said = markup.escape(source(element.text))
  local function literal(words) return function() return words end end
  -- a hat must not stretch over its letter, and a prime must not be raised twice
  text = text:gsub('<mo accent="true">\204\130</mo>', '<mo stretchy="false">^</mo>')
  text = text:gsub('<mo accent="true">', '<mo accent="true" stretchy="false">')
  text = text:gsub('<mi>\226\128\178</mi>', '<mo>\226\128\178</mo>')
  text = text:gsub('<annotation.-</annotation>',
    literal('<annotation encoding="application/x-tex">' .. said .. '</annotation>'))
  text = text:gsub('<math ', literal('<math alttext="' .. said .. '" '))
  return text
end

function mathml.inline(element)
  local shown = element.mathtype == 'DisplayMath'
  local cut = (shown or #source(element.text) >= 24) and parts(repaired(element.text)) or {element.text}
  if #cut == 1 then return pandoc.RawInline('html', one(element)) end
  local out = {}
  for _, part in ipairs(cut) do out[#out + 1] = one(pandoc.Math(element.mathtype, part)) end
  local text = table.concat(out, shown and '' or '<wbr>')
  return pandoc.RawInline('html', shown and '<span class="parts">' .. text .. '</span>' or text)
end

return mathml
