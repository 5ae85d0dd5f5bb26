-- EXPECT: done
local f = load("error('x')", "@kernel/core.lua")
local _, why = pcall(f)
assert(why == "hostile:(load):1: x", why)
