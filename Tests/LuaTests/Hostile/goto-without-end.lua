-- EXPECT: instructions
::again::
do
  local kept = {}
  local f = function() return kept end
  if f then goto again end
end
