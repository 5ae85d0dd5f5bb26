-- Brings a table of customer support tickets in: one ticket for a row, with its answer and its close.
--
--     docket plugin enable support-tickets
--     docket import support-tickets.csv --with scripts/import-support-tickets.lua
--
-- The plugin's README says what becomes of each column.

local priorities = { Low = "low", Medium = "normal", High = "high", Critical = "urgent" }
local statuses = { Open = true, Closed = true, ["Pending Customer Response"] = true }

-- "Social media" as a name: social_media.
local function slug(text, mark)
  return (text:lower():gsub("[^a-z0-9]+", mark))
end

local function moment(text, column)
  if text == "" then return nil end
  local at, problem = docket.time.parse(text, "%Y-%m-%d %H:%M:%S")
  if not at then error(column .. ": " .. problem.message) end
  return at
end

local function whole(text, column)
  if text == "" then return docket.none end
  return math.tointeger(tonumber(text)) or error(column .. " is `" .. text .. "`, no whole number")
end

local function known(text, words, column)
  return words[text] or error(column .. " is `" .. text .. "`, which this importer does not know")
end

local function fields(row)
  return {
    ticket_number = whole(row["Ticket ID"], "Ticket ID"),
    customer_name = row["Customer Name"],
    customer_age = whole(row["Customer Age"], "Customer Age"),
    customer_gender = row["Customer Gender"]:lower(),
    product_name = row["Product Purchased"],
    purchased = row["Date of Purchase"],
    request_type = slug(row["Ticket Type"], "_"),
  }
end

-- Things that happened to the ticket after it came in, as { at =, verb =, what }, in the order of time.
local function events(row, responded, resolved)
  local list = {}
  local isClosed = row["Ticket Status"] == "Closed"
  if responded then
    local set = { first_response = responded }
    if not isClosed or responded <= (resolved or responded) then set.stage = "answered" end
    list[#list + 1] = { at = responded, verb = "update", set = set }
  end
  if isClosed then
    list[#list + 1] = { at = resolved, verb = "close" }
    if responded and resolved and resolved < responded then list[1], list[2] = list[2], list[1] end
  end
  return list
end

docket.importer{
  name = "support-tickets",
  format = "csv",
  each = function(row, import)
    local key = row["Ticket ID"]
    known(row["Ticket Status"], statuses, "Ticket Status")
    local responded = moment(row["First Response Time"], "First Response Time")
    local resolved = moment(row["Time to Resolution"], "Time to Resolution")
    local requester = import:person{
      name = row["Customer Email"],
      email = row["Customer Email"],
      roles = { "customer" },
    }
    local story = events(row, responded, resolved)
    import:create{
      key = key,
      at = story[1] and story[1].at,
      actor = requester,
      type = "question",
      subject = row["Ticket Subject"],
      body = row["Ticket Description"],
      priority = known(row["Ticket Priority"], priorities, "Ticket Priority"),
      source = slug(row["Ticket Channel"], "_"),
      requester = requester,
      tags = { slug(row["Ticket Subject"], "-") },
      fields = fields(row),
    }
    local last
    for _, event in ipairs(story) do
      last = event.at
      if event.verb == "update" then
        import:update{ key = key, at = event.at, set = event.set }
      else
        import:close{
          key = key,
          at = event.at,
          reason = "solved",
          comment = row.Resolution,
          public = true,
        }
      end
    end
    local rating = whole(row["Customer Satisfaction Rating"], "Customer Satisfaction Rating")
    if rating ~= docket.none then
      import:update{ key = key, at = last, actor = requester, set = { satisfaction = rating } }
    end
  end,
}
