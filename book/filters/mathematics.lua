--[[ TeX formulas as Typst writes them. pandoc 3.9 converts most of TeX well; what it gets wrong, or
what Typst 0.15 no longer knows, is repaired before (in TeX) and after (in Typst).
tests/test_pdf.py compiles every construct that is named here. ]]
local mathematics = {}

-- What a screen reader says instead of the formula: its TeX on one line.
function mathematics.alternative(tex)
  return (tex:gsub('%s+', ' '):gsub('^ ', ''):gsub(' $', ''))
end

-- Norms: a pair of "\|" is written as two relations, with wide gaps.
local function pairNorms(tex)
  if select(2, tex:gsub('\\|', '')) % 2 ~= 0 then return tex end
  local open = true
  return (tex:gsub('\\|', function()
    open = not open
    return open and '\\rVert ' or '\\lVert '
  end))
end

-- |S| is written with the gaps of a relation: pairs of plain bars become fences.
-- An odd number of them is a condition, P(a|b), and left alone.
local function pairBars(tex)
  local out, open, at = {}, false, 1
  while at <= #tex do
    local token = tex:sub(at, at)
    if token == '\\' then
      token = tex:match('^\\%a+', at) or tex:sub(at, at + 1)
      if token == '\\left' or token == '\\right' or token == '\\middle' then
        token = tex:match('^\\%a+%s*\\?.', at)
      end
      out[#out + 1] = token
    elseif token == '|' then
      out[#out + 1] = open and '\\right|' or '\\left|'
      open = not open
    else
      out[#out + 1] = token
    end
    at = at + #token
  end
  return open and tex or table.concat(out)
end

-- Constructs that pandoc reads wrongly, written in others that it reads rightly.
local function repairTeX(tex)
  tex = tex:gsub('\\label%b{}', '')
  tex = tex:gsub('\\[bB]igg?l%s*', '\\left'):gsub('\\[bB]igg?r%s*', '\\right')
  tex = tex:gsub('\\[bB]igg?m%s*', '\\middle')
  tex = tex:gsub('\\;', '\\, '):gsub('\\:', '\\, ')  -- would be a gap of nothing
  tex = tex:gsub('\\\\%[[%d%.]+%a+%]', '\\\\')  -- the gap in "\\[4pt]"
  tex = tex:gsub('\\tfrac', '\\frac'):gsub('\\dfrac', '\\operatorname{DFRAC}\\frac')
  tex = tex:gsub('\\left%s*\\lVert', '\\lVert'):gsub('\\right%s*\\rVert', '\\rVert')
  tex = tex:gsub('\\left%s*\\|', '\\lVert '):gsub('\\right%s*\\|', '\\rVert ')
  -- The forms of argmin that GitHub accepts keep their limits below.
  tex = tex:gsub('\\underset%s*(%b{})%s*{\\mathrm%s*(%b{})}', '\\operatorname*%2_%1')
  tex = tex:gsub('\\mathop%s*{\\mathrm%s*(%b{})}%s*\\?l?i?m?i?t?s?_', '\\operatorname*%1_')
  tex = tex:gsub('\\operatorname%*%s*(%b{})', function(name)
    return '\\operatorname{LIMITS' .. name:sub(2, -2):gsub('[^%a]', '') .. '}'
  end)
  return pairBars(pairNorms(tex))
end

-- Symbols whose names Typst 0.15 removed.
local circled = {'dot', 'times', 'plus', 'minus', 'div', 'eq', 'gt', 'lt', 'dash', 'backslash',
  'parallel', 'perp', 'bar%.v'}
local doubled = {'bracket', 'paren', 'brace'}

local function repairTypst(text)
  text = text:gsub('"DFRAC" ?frac(%b())', 'display(frac%1)')
  for _, above in ipairs{'[%w._^]+', '[%w.]+%b()'} do  -- short fractions are written a / b
    for _, below in ipairs{'[%w.]+%b()', '[%w.]+'} do
      text = text:gsub(('"DFRAC" ?(%s) / (%s)'):format(above, below), 'display(frac(%1, %2))')
    end
  end
  text = text:gsub('"LIMITS([%a]+)"', 'op("%1", limits: #true)')
  text = text:gsub('([^%(%a])"(%a[%a ]*)"', '%1op("%2")'):gsub('^"(%a[%a ]*)"', 'op("%1")')
  text = text:gsub('upright%("([^"]-)%s+"%)', 'upright("%1")')  -- Typst adds the gap itself
  text = text:gsub('upright%((%a[ %a]*)%)', function(word)  -- upright(R e L U) is one word
    if #word > 1 and not word:match('%a%a') then return 'op("' .. word:gsub(' ', '') .. '")' end
  end)
  text = text:gsub('%f[%a]sect%f[^%a]', 'inter')
  for _, name in ipairs(circled) do
    text = text:gsub('%f[%a](' .. name .. ')%.circle', '%1.o')
  end
  for _, name in ipairs(doubled) do
    text = text:gsub(name .. '%.([lr])%.double', name .. '.%1.stroked')
  end
  return text
end

-- A formula as Typst writes it, between dollar signs; nothing if it cannot be converted.
function mathematics.typst(tex)
  local formula = pandoc.Plain{pandoc.Math('InlineMath', repairTeX(tex))}
  local options = pandoc.WriterOptions{wrap_text = 'none'}
  local text = pandoc.write(pandoc.Pandoc{formula}, 'typst', options):gsub('%s+$', '')
  if not text:match('^%$') then return nil end
  text = repairTypst(text)
  return not text:match('DFRAC') and text
end

return mathematics
