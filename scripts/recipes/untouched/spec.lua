local with_support = { requires = { "support" } }

local function told(desk)
  local names = {}
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and row.subject and row.subject:find("Untouched", 1, true) then names[#names + 1] = row.recipient end
  end
  table.sort(names)
  return names
end

spec.case("after eight hours a ticket goes up a step, after eight more another one", with_support, function(desk)
  local id = desk:create{ subject = "No light", assignee = "ann" }
  desk:advance("7h")
  spec.equal(desk:get(id).priority, "normal")
  desk:advance("75m")
  spec.equal(desk:get(id).priority, "high")
  spec.equal(told(desk), { "ann", "mia" })
  desk:advance("7h")
  spec.equal(desk:get(id).priority, "high")
  desk:advance("90m")
  spec.equal(desk:get(id).priority, "urgent")
  desk:advance("3d")
  spec.equal(#told(desk), 4)
end)

spec.case("who touches it has the hours anew", with_support, function(desk)
  local id = desk:create{ subject = "No light" }
  desk:advance("7h")
  desk:act("ann", "update", id, { set = { tags = { add = { "lamp" } } } })
  desk:advance("7h")
  spec.equal(desk:get(id).priority, "normal")
end)

spec.case("what waits for the customer or is closed is left alone", with_support, function(desk)
  local waits, closed = desk:create{ subject = "No light" }, desk:create{ subject = "Dark" }
  desk:act("ann", "reply", waits, { text = "Is the plug in?" })
  desk:act("mia", "close", closed, {})
  desk:advance("3d")
  spec.equal({ desk:get(waits).priority, desk:get(closed).priority }, { "normal", "normal" })
  spec.equal(told(desk), {})
end)

spec.case("the desk says which, how long and who is told", {
  requires = { "support" }, settings = { only = "is:open tag:a or tag:b", hours = 2, tell = { "bob" } },
}, function(desk)
  local id, other = desk:create{ subject = "A", tags = { "b" } }, desk:create{ subject = "B" }
  desk:advance("2h")
  local new = desk:create{ subject = "C", tags = { "a" } }
  desk:advance("30m")
  spec.equal({ desk:get(id).priority, desk:get(other).priority, desk:get(new).priority }, { "high", "normal", "normal" })
  spec.equal(told(desk), { "bob" })
end)
