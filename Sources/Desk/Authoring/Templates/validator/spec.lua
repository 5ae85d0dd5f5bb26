local function with(settings) return { requires = { "support" }, settings = settings } end

spec.case("a ticket of nobody is not closed", with{}, function(desk)
  local id = desk:create{ subject = "No light" }
  spec.refused(desk:try("mia", "close", id), "assignee")
  spec.equal(desk:get(id).category, "open")
end)

spec.case("one of somebody is", with{}, function(desk)
  local id = desk:create{ subject = "No light", assignee = "ann" }
  desk:act("mia", "close", id)
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("who closes it may take it in the same request", with{}, function(desk)
  local id = desk:create{ subject = "No light" }
  desk:act("mia", "close", id, { set = { assignee = "mia" } })
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("the desk says for which tickets", with{ only = "priority:high.." }, function(desk)
  local id = desk:create{ subject = "No light" }
  desk:act("mia", "close", id)
  local urgent = desk:create{ subject = "No light", priority = "urgent" }
  spec.refused(desk:try("mia", "close", urgent), "assignee")
end)
