-- Which organization a customer is of, and what that lets them see.

local names = docket.settings.names

-- A tag is kept without blanks around it, so that colleagues are found by the same name.
docket.field{
  name = "organization",
  on = "person",
  type = #names > 0 and "choice" or "tag",
  choices = #names > 0 and names or nil,
}

-- Nothing equals an empty field: who is of no organization has no colleagues.
local ours = "requester.organization:me.organization"

local grants = {
  nothing = {},
  read = { { permission = "ticket.view", when = ours }, { permission = "history.view", when = ours } },
}
grants.reply = { { permission = "ticket.reply", when = ours }, table.unpack(grants.read) }

local given = grants[docket.settings.colleagues]
if #given > 0 then docket.role{ name = "customer", side = "customer", grants = given } end
