-- EXPECT: done
local ticket = desk.sample
assert(getmetatable(ticket) == false)
assert(not pcall(setmetatable, ticket, {}))
assert(not pcall(rawset, ticket, "id", 1))
assert(not pcall(function() ticket.id = 1 end))
assert(not pcall(next, ticket))
local step = pairs(ticket)
assert(not pcall(step, {}))
assert(not pcall(step, print))
local mirror = setmetatable({}, { __index = ticket })
assert(mirror.summary == "It smokes")
assert(not pcall(function() return ticket[1] end))
assert(#ticket == 0)
