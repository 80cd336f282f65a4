-- Small pieces of HTML: escaping, links, words in Korean; and complaints.
local markup = {stringify = pandoc.utils.stringify}

-- The page that is being written, as complaints name it: set by html.lua.
markup.page = '?'

-- Stops pandoc with one line that build.py shows as it is.
function markup.fail(what, ...)
  io.stderr:write('error: ', markup.page, ': ', what:format(...), '\n')
  os.exit(65)
end

function markup.escape(text)
  return (text:gsub('[&<>"]', {['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;', ['"'] = '&quot;'}))
end

function markup.html(text) return pandoc.RawBlock('html', text) end

-- What comes after the first elements that are not space.
function markup.after(inlines, count)
  local out, seen = pandoc.Inlines{}, 0
  for _, element in ipairs(inlines) do
    local space = element.t == 'Space' or element.t == 'SoftBreak'
    if seen >= count and not (space and #out == 0) then out:insert(element) end
    if not space then seen = seen + 1 end
  end
  return out
end

-- The words of the verdicts.
markup.said = {
  holds = 'holds', when = 'holds when', refuted = 'refuted', construction = 'true by construction',
  reenacted = 're-enacted',
}

-- A link to a claim whose words are its verdict is a badge, as in the index of claims.
function markup.link(link)
  local words = markup.stringify(link)
  if link.target:match('^#claim%-') then
    for verdict, said in pairs(markup.said) do
      if words == said then link.classes = {'verdict', verdict} end
    end
  elseif link.target:match('^#ref%-') then
    link.classes = {'citation'}
  elseif link.target:match('^https?:') then
    link.classes = {'external'}
    link.attributes.rel = 'noopener'
  end
  return link
end

-- In the index of claims "[holds](…) when …" is one badge, "holds when", and the condition.
function markup.verdicts(inlines)
  local out, index = pandoc.Inlines{}, 1
  while index <= #inlines do
    local element, space, word = inlines[index], inlines[index + 1], inlines[index + 2]
    if element.t == 'Link' and element.target:match('^#claim%-') and word and word.t == 'Str'
      and word.text == 'when' and markup.stringify(element) == 'holds' then
      element.content:extend{space, word}
      index = index + 2
    end
    out:insert(element)
    index = index + 1
  end
  return out
end

-- That a check held with few seeds only is no small print.
function markup.seeds(span)
  if span.classes[1] ~= 'seeds' or markup.stringify(span):match('^With') then return nil end
  span.classes:insert('few')
  return span
end

-- Short code, such as "--seed 2", stays on one line.
function markup.code(code)
  if utf8.len(code.text) <= 24 then code.classes = {'whole'} end
  return code
end

-- Hangul is said to be Korean, so that browsers choose its font and screen readers its voice.
function markup.korean(str)
  if not str.text:match('[\234-\237][\128-\191][\128-\191]') then return nil end
  return pandoc.Span({str}, pandoc.Attr('', {}, {{'lang', 'ko'}}))
end

return markup
