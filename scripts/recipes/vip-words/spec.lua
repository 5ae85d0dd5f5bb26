local function with(settings) return { requires = { "support" }, settings = settings } end

local function written(desk, words)
  desk:person{ name = "vera", roles = { "customer" }, fields = { vip = true } }
  words.requester = words.requester or "vera"
  return desk:get(desk:create(words)).priority
end

spec.case("an important customer's word counts in the subject and in the body", with{}, function(desk)
  spec.equal(written(desk, { subject = "The shop is DOWN" }), "urgent")
  spec.equal(desk:get(desk:create{ subject = "Help", body = "We cannot work.", requester = "vera" }).priority, "urgent")
end)

spec.case("other words of theirs change nothing", with{}, function(desk)
  spec.equal(written(desk, { subject = "A download question" }), "normal")
  spec.equal(desk:get(desk:create{ subject = "We work, but cannot print", requester = "vera" }).priority, "normal")
end)

spec.case("the words of others change nothing", with{}, function(desk)
  spec.equal(written(desk, { subject = "The shop is down", requester = "carl" }), "normal")
  spec.equal(desk:get(desk:create{ subject = "The shop is down" }).priority, "normal")
end)

spec.case("what is more urgent already stays so", with{ priority = "high" }, function(desk)
  spec.equal(written(desk, { subject = "Down", priority = "urgent" }), "urgent")
  spec.equal(desk:get(desk:create{ subject = "Down", priority = "low", requester = "vera" }).priority, "high")
end)

spec.case("words have their accents or not", with{ words = { "störung" } }, function(desk)
  spec.equal(written(desk, { subject = "STÖRUNG im Netz" }), "urgent")
end)
