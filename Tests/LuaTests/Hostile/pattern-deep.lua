-- EXPECT: runtime
return ("a"):rep(500):match(("a?"):rep(250) .. ("a"):rep(250))
