-- In which of five languages a text is, by its letters and its most frequent words.

local words = {
  en = "the and is are was were not my your with for have has this that it to of on please thanks hello does cannot when",
  nl = "de het een en is zijn niet mijn uw met voor heb heeft dit dat van op ik wij graag bedankt hallo kan wordt geen",
  es = "el la los las un una y es son no mi su con para he ha este esta que de en por favor gracias hola puedo cuando",
  de = "der die das ein eine und ist sind nicht mein ihr mit ich wir habe hat dieser dass von auf bitte danke hallo kann wird kein",
}

local languages_of = {}
for language, list in pairs(words) do
  for word in list:gmatch("%S+") do
    local known = languages_of[word] or {}
    known[#known + 1] = language
    languages_of[word] = known
  end
end

-- What is looked at of a text; a language shows in its first lines.
local most = 4000

local function is_russian(text)
  local cyrillic, latin, other = 0, 0, false
  for letter in text:gmatch(utf8.charpattern) do
    local code = #letter > 1 and utf8.codepoint(letter) or letter:byte()
    if code >= 0x400 and code <= 0x4FF then
      cyrillic = cyrillic + 1
      -- Other letters than these are those of Ukrainian, Belarusian, Serbian …
      if not (code >= 0x410 and code <= 0x44F) and code ~= 0x401 and code ~= 0x451 then other = true end
    elseif letter:find("^%a$") then
      latin = latin + 1
    end
  end
  return cyrillic > latin and not other, cyrillic
end

-- The first bytes of a text, cut between two letters.
local function beginning(text)
  if #text <= most then return text end
  local stop = most
  while stop > 0 and text:byte(stop + 1) & 0xC0 == 0x80 do stop = stop - 1 end
  return text:sub(1, stop)
end

-- en, nl, es, ru or de; nil where the text is too short, or between two of them.
return function(text)
  text = beginning(text)
  local russian, cyrillic = is_russian(text)
  if russian then return "ru" end
  if cyrillic > #text // 4 then return nil end
  local points = { en = 0, nl = 0, es = 0, de = 0 }
  for word in text:lower():gmatch("[%a\x80-\xFF]+") do
    local known = languages_of[word]
    -- A word of two languages says half as much for each.
    for _, language in ipairs(known or {}) do points[language] = points[language] + 1 / #known end
  end
  for letter, language in pairs{ ["ß"] = "de", ["¿"] = "es", ["¡"] = "es", ["ñ"] = "es" } do
    if text:find(letter, 1, true) then points[language] = points[language] + 1 end
  end
  local best, second = nil, 0
  for _, language in ipairs{ "en", "nl", "es", "de" } do
    local score = points[language]
    if best == nil or score > points[best] then
      best, second = language, best and points[best] or 0
    elseif score > second then
      second = score
    end
  end
  if points[best] >= 1 and points[best] > second then return best end
  return nil
end
