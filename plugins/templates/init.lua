-- Answers that everybody gives alike: a text in the requester's language, a note and edits, in one action.

local places = require("places")
local answers = docket.settings.answers

-- A moment on somebody's clock, which the answer's language then writes in its own way.
local formats = { date = "%Y-%m-%d", time = "%Y-%m-%d %H:%M" }
-- Fields that hold a moment.
local moments = { due = true, wake = true, created = true, updated = true, closed = true, stage_since = true }

local names = {}
for name in pairs(answers) do names[#names + 1] = name end
table.sort(names)

-- The first key of a setting that is a table; nil where there is none.
local function first(map)
  for key in pairs(map or {}) do return key end
end

-- Whoever sets an answer hears at once what is wrong with it.
local function check(name, answer)
  local function wrong(problem) error(("answers.%s: %s"):format(name, problem), 0) end
  local function look(path, text)
    local broken = places.problem(text)
    if broken then
      wrong(("%s: “%s” is no place; write {requester}, {due:date} or {due:time}, and {{ for a brace"):format(path, broken))
    end
  end
  if not name:match("^[a-z][a-z0-9_]*$") then wrong("a name has small letters, digits and _") end
  if not first(answer.text) and not answer.note and not first(answer.set) then
    wrong("it says and sets nothing: give it a text, as answers." .. name .. ".text.en=…")
  end
  for language, text in pairs(answer.text or {}) do
    if not language:match("^%l%l%l?$") then wrong("text." .. language .. " is no language; write en, nl, es, ru, de …") end
    look("text." .. language, text)
  end
  if answer.note then look("note", answer.note) end
end

for _, name in ipairs(names) do check(name, answers[name]) end
-- Whether the answer is for the ticket; nil and why where its query is wrong.
local function fits(answer, id)
  if not answer.when then return true end
  local done, count = pcall(docket.tickets.count, "id:$id (" .. answer.when .. ")", { values = { id = id } })
  if not done then return nil, count end
  return count > 0
end

local function offered(id)
  local found = {}
  for _, name in ipairs(names) do
    if fits(answers[name], id) then found[#found + 1] = name end
  end
  return table.concat(found, ", ")
end

-- The text in the language, else in the desk's, else in English, else in whatever there is.
local function spoken(texts, language)
  local desk = docket.text(docket.tr("language"))
  for _, code in ipairs{ language or desk, (language or desk):sub(1, 2), desk, "en" } do
    if texts[code] then return texts[code], code end
  end
  local code = first(texts)
  return texts[code], code
end

-- A field of the ticket as a text; nil where it is empty, false where there is no such field.
local function field(ticket, name, shape, zone, language)
  local known, value = pcall(function() return ticket[name] end)
  if not known then known, value = pcall(function() return ticket.fields[name] end) end
  if not known or type(value) == "function" then return false end
  if value == nil or value == "" then return nil end
  if shape or moments[name] then
    shape = shape or "time"
    if type(value) == "number" and formats[shape] then value = docket.time.format(value, formats[shape], zone) end
    if type(value) ~= "number" and type(value) ~= "string" then return false end
    return docket.text(docket.tr("place." .. shape, { value = value }), language)
  end
  if type(value) == "boolean" then return docket.text(docket.tr(value and "yes" or "no"), language) end
  if type(value) ~= "table" then return tostring(value) end
  local items = {}
  for _, item in ipairs(value) do
    if type(item) == "table" then return false end
    items[#items + 1] = tostring(item)
  end
  if #items == 0 then return nil end
  return table.concat(items, ", ")
end

-- Who reads what is said to everybody, as far as one can name them.
local function readers(ticket)
  local people = { ticket.requester }
  for _, name in ipairs(ticket.followers) do people[#people + 1] = name end
  return people
end

-- What fills the places of a text; `people` are those for whom a field must not be hidden.
--
-- Notes what is wrong in `problems`.
local function filler(change, person, language, people, problems)
  local ticket = change.after
  return function(name, shape)
    if name == "agent" then return change.actor.name end
    local value = field(ticket, name, shape, person and person.zone, language)
    if value == false then
      problems[#problems + 1] = docket.tr("refusal.no_place", { place = "{" .. name .. "}" })
      return ""
    end
    if value and name ~= "id" then
      for _, reader in ipairs(people) do
        local sees = docket.people.may(reader, "ticket.view", change.id)
        if sees and not docket.people.may(reader, "ticket.view", change.id, { field = name }) then
          problems[#problems + 1] = docket.tr("refusal.hidden", { place = "{" .. name .. "}", person = reader })
          return ""
        end
      end
    end
    return value
  end
end

local function fill(change, text, person, language, people)
  local problems = {}
  local filled, empty, broken = places.fill(text, filler(change, person, language, people, problems))
  if problems[1] then return nil, problems[1] end
  if broken then return nil, docket.tr("refusal.broken", { text = broken }) end
  if empty then return nil, docket.tr("refusal.empty", { place = "{" .. empty .. "}", id = change.id }) end
  if not filled:find("%S") then return nil, docket.tr("refusal.nothing") end
  return filled
end

-- What a setting says that a field becomes: of a list, what is added and taken away.
local function assignment(present, text)
  if type(present) ~= "table" then return text end
  local add, remove, whole = {}, {}, {}
  for item in text:gmatch("[^,]+") do
    item = item:match("^%s*(.-)%s*$")
    local sign, rest = item:match("^([+-])(.+)$")
    local list = sign == "+" and add or sign == "-" and remove or whole
    list[#list + 1] = rest or item
  end
  if #whole > 0 then return whole end
  return { add = add, remove = remove }
end

-- Sets what the answer sets, but for what whoever answers sets otherwise.
local function edit(change, answer)
  local fields = {}
  for name in pairs(answer.set or {}) do fields[#fields + 1] = name end
  table.sort(fields)
  for _, name in ipairs(fields) do
    local known, present = pcall(function() return change.after[name] end)
    if not known then known, present = pcall(function() return change.after.fields[name] end) end
    local taken, mine = pcall(change.edited, change, name)
    if not (taken and mine) then
      local value = assignment(known and present, answer.set[name])
      local done, problem = pcall(change.set, change, name, value)
      if not done then return docket.tr("refusal.set", { field = name, problem = problem }) end
    end
  end
end

docket.role{ name = "agent", grants = { "templates.answer" } }
docket.role{ name = "manager", grants = { "templates.answer" } }

-- Which answers fit, on the page of the ticket: for the staff alone.
docket.field{
  name = "templates", type = "text", view = "note.view",
  computed = function(ticket)
    if ticket.category == "discarded" then return nil end
    local found = offered(ticket.id)
    return found ~= "" and found or nil
  end,
}

docket.action{
  name = "answer",
  params = {
    template = {
      type = #names > 0 and "choice" or "text", choices = #names > 0 and names or nil, view = "note.view",
    },
    text = { type = "long_text", view = "note.view" },
    language = { type = "text", length = { 2, 3 }, view = "note.view" },
  },
  data = { template = { type = "text", view = "note.view" } },
  when = "not:is:discarded",
  propose = function(change)
    local params = change.params
    local name = params.template
    if not name or not answers[name] then
      local found = offered(change.id)
      local words = found == "" and docket.tr("refusal.none", { id = change.id })
        or docket.tr("refusal.which", { answers = found })
      return change:refuse("template", words)
    end
    local answer = answers[name]
    local fit, why = fits(answer, change.id)
    if fit == nil then
      return change:refuse("template", docket.tr("refusal.when", { template = name, problem = why }))
    elseif not fit then
      return change:refuse("template", docket.tr("refusal.unfit", { template = name, condition = answer.when, id = change.id }))
    end
    local problem = edit(change, answer)
    if problem then return change:refuse("template", problem) end
    local texts = answer.text or {}
    local requester = change.after.requester and docket.people.get(change.after.requester)
    local language = params.language or (requester and requester.language)
    if params.text or first(texts) then
      local text, code = params.text, language
      if not text then
        if params.language and not texts[params.language] then
          return change:refuse("language", docket.tr("refusal.language", { template = name, language = params.language }))
        end
        text, code = spoken(texts, language)
      end
      local filled, wrong = fill(change, text, requester, code, readers(change.after))
      if not filled then return change:refuse(params.text and "text" or "template", wrong) end
      change:reply(filled)
    end
    if answer.note then
      local filled, wrong = fill(change, answer.note, nil, nil, {})
      if not filled then return change:refuse("template", wrong) end
      change:add_note(filled)
    end
    return { template = name }
  end,
}
