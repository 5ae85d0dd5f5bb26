for name, query in pairs(require("choice")(docket.settings)) do
  docket.view{ name = name, query = query, share = docket.settings.role }
end
