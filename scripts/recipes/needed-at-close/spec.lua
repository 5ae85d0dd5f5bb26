local with_support = { requires = { "support" } }

spec.case("a question is not closed without its product and version", with_support, function(desk)
  local id = desk:create{ subject = "It wobbles" }
  spec.refused(desk:try("mia", "close", id, {}), "product")
  desk:act("ann", "update", id, { set = { product = "desk" } })
  spec.refused(desk:try("mia", "close", id, {}), "product_version")
  desk:act("mia", "close", id, { set = { product_version = "2.1" } })
  spec.equal(desk:get(id).category, "closed")
end)

spec.case("both may come with the close", with_support, function(desk)
  local id = desk:create{ subject = "It wobbles" }
  desk:act("mia", "close", id, { set = { product = "chair", product_version = "1.0" } })
  spec.equal(desk:get(id).fields.product, "chair")
end)

spec.case("until then nobody is asked for it", with_support, function(desk)
  local id = desk:create{ subject = "It wobbles" }
  desk:act("ann", "update", id, { set = { priority = "high" } })
  desk:act("ann", "reply", id, { text = "Which one?" })
  spec.equal(desk:get(id).fields.product, nil)
end)

spec.case("what is no product or version is refused", with_support, function(desk)
  local id = desk:create{ subject = "It wobbles" }
  spec.refused(desk:try("ann", "update", id, { set = { product = "car" } }), "product")
  spec.refused(desk:try("ann", "update", id, { set = { product = "lamp", product_version = "new" } }), "product_version")
end)

spec.case("other tickets close without", { requires = { "support" }, settings = { only = "tag:hardware" } }, function(desk)
  local plain, hard = desk:create{ subject = "Thanks" }, desk:create{ subject = "Dark", tags = { "hardware" } }
  desk:act("mia", "close", plain, {})
  spec.refused(desk:try("mia", "close", hard, {}), "product")
end)
