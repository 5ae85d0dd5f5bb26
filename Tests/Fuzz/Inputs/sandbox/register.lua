desk.on("ticket.close", function(t) return t.summary, desk.echo(t), t:set(1) end)
for i in desk.each() do print(i) end
return desk.run(function() return 1 end)
