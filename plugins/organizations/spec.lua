local function desk_of(desk)
  desk:person{ name = "jane", roles = { "customer" }, fields = { organization = "acme" } }
  desk:person{ name = "jack", roles = { "customer" }, fields = { organization = "acme" } }
  desk:person{ name = "zoe", roles = { "customer" }, fields = { organization = "zeta" } }
  desk:person{ name = "otto", roles = { "customer" } }
  desk:person{ name = "olga", roles = { "customer" } }
  return desk:create{ subject = "Of jane", requester = "jane" },
    desk:create{ subject = "Of otto", requester = "otto" }
end

local function subjects(tickets)
  local found = {}
  for at, ticket in ipairs(tickets) do found[at] = ticket.subject end
  return found
end

spec.case("colleagues see each other's tickets", { requires = { "support" } }, function(desk)
  local janes = desk_of(desk)
  spec.equal(desk:get(janes, "jack").subject, "Of jane")
  spec.equal(subjects(desk:find("", "jack")), { "Of jane" })
  spec.equal(#desk:history(janes, "jack"), 1)
end)

spec.case("customers of other organizations, or of none, do not", { requires = { "support" } }, function(desk)
  local janes, ottos = desk_of(desk)
  spec.equal(desk:get(janes, "zoe"), nil)
  spec.equal(desk:get(janes, "otto"), nil)
  spec.equal(desk:get(ottos, "olga"), nil)
  spec.equal(subjects(desk:find("", "olga")), {})
end)

spec.case("colleagues only read", { requires = { "support" } }, function(desk)
  local janes = desk_of(desk)
  local outcome = desk:try("jack", "reply", janes, { text = "Me too" })
  spec.equal(outcome.code, "denied")
end)

spec.case("colleagues reply where the desk says so", {
  requires = { "support" }, settings = { colleagues = "reply" },
}, function(desk)
  local janes = desk_of(desk)
  desk:act("jack", "reply", janes, { text = "Me too" })
  spec.equal(desk:history(janes, "jane")[2].text, "Me too")
end)

spec.case("nobody sees more where the desk says nothing of colleagues", {
  requires = { "support" }, settings = { colleagues = "nothing" },
}, function(desk)
  local janes = desk_of(desk)
  spec.equal(desk:get(janes, "jack"), nil)
  spec.equal(subjects(desk:find("requester.organization:acme", "ann")), { "Of jane" })
end)

spec.case("where there is a list of organizations, another name is refused", {
  requires = { "support" }, settings = { names = { "acme", "zeta" } },
}, function(desk)
  spec.raises(function()
    desk:person{ name = "jim", roles = { "customer" }, fields = { organization = "amce" } }
  end, "acme, zeta")
end)
