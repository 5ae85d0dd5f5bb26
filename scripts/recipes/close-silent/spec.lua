local asked = { requires = { "support" } }

-- A question of carl's that ann has answered.
local function answered(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:act("ann", "reply", id, { text = "Is the plug in?" })
  return id
end

local function warned(desk)
  local names = {}
  for _, row in ipairs(desk.outbox) do
    if row.kind == "notify" and row.subject and row.subject:find("still need help", 1, true) then names[#names + 1] = row.recipient end
  end
  return names
end

spec.case("after ten silent days the customer is warned, after four more it is closed", asked, function(desk)
  local id = answered(desk)
  desk:advance("9d")
  spec.equal(warned(desk), {})
  desk:advance("25h")
  spec.equal(warned(desk), { "carl" })
  spec.equal(desk:get(id).category, "waiting")
  desk:advance("4d")
  spec.equal({ desk:get(id).category, desk:get(id).close_reason }, { "closed", "no_answer" })
end)

spec.case("who answers is not warned", asked, function(desk)
  local id = answered(desk)
  desk:advance("9d")
  desk:act("carl", "reply", id, { text = "It is" })
  desk:advance("30d")
  spec.equal(warned(desk), {})
  spec.equal(desk:get(id).category, "open")
end)

spec.case("who answers the warning keeps the ticket open", asked, function(desk)
  local id = answered(desk)
  desk:advance("11d")
  desk:act("carl", "reply", id, { text = "Wait" })
  desk:advance("30d")
  spec.equal(desk:get(id).category, "open")
end)

spec.case("what the agent says again starts the days anew", asked, function(desk)
  local id = answered(desk)
  desk:advance("9d")
  desk:act("ann", "reply", id, { text = "Any news?" })
  desk:advance("9d")
  spec.equal(warned(desk), {})
  desk:advance("25h")
  spec.equal(warned(desk), { "carl" })
end)

spec.case("what nobody answered yet is not the customer's silence", asked, function(desk)
  local id = desk:create{ subject = "No light", requester = "carl" }
  desk:advance("30d")
  spec.equal(warned(desk), {})
  spec.equal(desk:get(id).category, "open")
end)

spec.case("an answer to the warning takes its day back, also when the agent asks on", asked, function(desk)
  local id = answered(desk)
  desk:advance("11d")
  desk:act("carl", "reply", id, { text = "Which plug?" })
  desk:act("ann", "reply", id, { text = "The white one" })
  desk:advance("9d")
  spec.equal(desk:get(id).category, "waiting")
  spec.equal(warned(desk), { "carl" })
end)

spec.case("the desk says which tickets", { requires = { "support" }, settings = { only = "tag:chase" } }, function(desk)
  local plain, chased = answered(desk), desk:create{ subject = "Dark", requester = "dora", tags = { "chase" } }
  desk:act("ann", "reply", chased, { text = "Is the plug in?" })
  desk:advance("30d")
  spec.equal({ desk:get(plain).category, desk:get(chased).category }, { "waiting", "closed" })
  spec.equal(warned(desk), { "dora" })
end)

spec.case("what is let go is neither warned of nor closed", { requires = { "support" }, settings = { only = "tag:chase" } }, function(desk)
  local function chased()
    local id = desk:create{ subject = "Dark", requester = "dora", tags = { "chase" } }
    desk:act("ann", "reply", id, { text = "Is the plug in?" })
    return id
  end
  local function let_go(id) desk:act("ann", "update", id, { set = { tags = { remove = { "chase" } } } }) end
  local early, late = chased(), chased()
  desk:advance("9d")
  let_go(early)
  desk:advance("2d")
  spec.equal(#warned(desk), 1)
  let_go(late)
  desk:advance("30d")
  spec.equal({ desk:get(early).category, desk:get(late).category }, { "waiting", "waiting" })
end)
