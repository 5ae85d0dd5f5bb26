-- How a small plugin is made: fields for what people ask about, an action for what they do, and two
-- hooks for what follows from a close and a reopening.

local settings = docket.settings

-- Fields can be queried, sorted and grouped by. `view` names, and so declares, a permission; with
-- edit = "plugin" nobody sets them but the hooks and the action below.
docket.field{ name = "rating", type = "integer", between = { 1, 5 }, view = "satisfaction.view", edit = "plugin" }
docket.field{ name = "rating_words", type = "long_text", view = "satisfaction.view", edit = "plugin" }
docket.field{ name = "rating_until", type = "time", view = "satisfaction.view", edit = "plugin" }

-- Grants add to roles that another plugin declares. A condition narrows them; `docket why carl
-- satisfaction.rate 7` tells of both.
local own = { permission = "satisfaction.rate", when = "requester:me" }
docket.role{ name = "agent", grants = { "satisfaction.view", own } }
docket.role{ name = "manager", grants = { "satisfaction.view", own } }
docket.role{
  name = "customer", side = "customer",
  grants = { { permission = "satisfaction.view", when = "requester:me" }, own },
}

-- A before hook decides within the transaction of the change: either both happen or neither.
docket.before("ticket.close", function(change)
  if change.source == "import" or change.after.requester == nil then return end
  for _, reason in ipairs(settings.not_asked) do
    if change.after.close_reason == reason then return end
  end
  local till = change.now + docket.time.span(settings.within)
  change:set("rating_until", till)
  -- A text of `locales` is rendered for each reader, in their language.
  local says = { id = change.id, subject = change.after.subject, day = till }
  change:notify{
    to = "requester", visibility = "public", event = "satisfaction.ask",
    subject = docket.tr("ask.subject", says), text = docket.tr("ask.text", says),
  }
end, { name = "ask" })

-- What is worked on again is rated again, once it is closed.
docket.before("ticket.reopen", function(change)
  change:set("rating_until", docket.none)
end, { name = "take-back", when = "has:rating_until" })

-- Whom the desk names may be gone since. That is for the log, and keeps no customer from rating: the
-- others are told one by one.
local function tell_of_low(change, score, words)
  local says = { id = change.id, score = score, who = change.actor.name, words = words }
  local function tell(recipients)
    change:notify{
      to = recipients, event = "satisfaction.low", data = { score = score },
      subject = docket.tr("low.subject", says), text = docket.tr(words and "low.words" or "low.silent", says),
    }
  end
  if pcall(tell, settings.tell) then return end
  for _, recipient in ipairs(settings.tell) do
    local is_told, problem = pcall(tell, recipient)
    if not is_told then docket.log.warn("not told of a low rating: {problem}", { problem = problem }) end
  end
end

-- Why the ticket is not to be rated, as the key of a text and its values; nil if it may be.
local function obstacle(change)
  local ticket = change.after
  local till = ticket.fields.rating_until
  if change.actor.name ~= ticket.requester then return "requester" end
  if till == nil then
    local is_rated = ticket.category == "closed" and ticket.fields.rating ~= nil
    return is_rated and "once" or "not_asked", { id = change.id }
  end
  if change.now > till then return "late", { day = till } end
end

-- `propose` amends the change or refuses it; each refusal says what would be right. What it gives
-- second answers whoever asked.
docket.action{
  name = "rate",
  params = {
    score = { type = "integer", required = true, between = { 1, 5 }, view = "satisfaction.view" },
    words = { type = "long_text", length = { 1, 2000 }, view = "satisfaction.view" },
  },
  when = "is:closed",
  propose = function(change)
    local key, values = obstacle(change)
    if key then return change:refuse(nil, docket.tr("refusal." .. key, values)) end
    local score, words = change.params.score, change.params.words
    change:set("rating", score)
    change:set("rating_words", words or docket.none)
    if not settings.changeable then change:set("rating_until", docket.none) end
    if score <= settings.low then tell_of_low(change, score, words) end
    return nil, docket.tr("answer.thanks")
  end,
}
