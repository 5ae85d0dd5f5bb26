-- EXPECT: instructions
while true do
  coroutine.wrap(pcall)(coroutine.wrap(function()
    (("x"):rep(90)):gsub(".", function() return ("y"):rep(2000) end);
    (("x"):rep(50)):gsub(".", function(c) if math.random(30) == 1 then error(c) end return ("z"):rep(900) end)
  end))
end
