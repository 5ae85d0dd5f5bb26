local with_support = { requires = { "support" } }

local function people(desk)
  desk:person{ name = "otto", roles = { "customer" }, fields = { site = "north" } }
  desk:person{ name = "olga", roles = { "customer" }, fields = { site = "south" } }
end

local function site(desk, id) return desk:get(id).fields.site_of_ticket end

spec.case("a new ticket has the site of its requester", with_support, function(desk)
  people(desk)
  local id = desk:create{ subject = "No light", requester = "otto" }
  spec.equal(site(desk, id), "north")
  spec.equal(#desk:find("site_of_ticket:north", "ann"), 1)
end)

spec.case("also where the requester is known later, or is another one", with_support, function(desk)
  people(desk)
  local id = desk:create{ subject = "No light" }
  spec.equal(site(desk, id), nil)
  desk:act("ann", "update", id, { set = { requester = "otto" } })
  spec.equal(site(desk, id), "north")
  desk:act("ann", "update", id, { set = { requester = "olga" } })
  spec.equal(site(desk, id), "south")
end)

spec.case("what somebody says themselves stays", with_support, function(desk)
  people(desk)
  local id = desk:create{ subject = "No light", requester = "otto", fields = { site_of_ticket = "attic" } }
  spec.equal(site(desk, id), "attic")
  desk:act("ann", "update", id, { set = { priority = "high" } })
  spec.equal(site(desk, id), "attic")
end)

spec.case("who has no site gives none", with_support, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  spec.equal(site(desk, id), nil)
end)
