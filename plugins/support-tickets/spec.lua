spec.case("a question keeps what the table knows of it", {}, function(desk)
  local id = desk:create{
    subject = "Battery life",
    fields = { product_name = "Camera", purchased = "2021-03-22", customer_gender = "other" },
  }
  local ticket = desk:get(id)
  spec.equal(ticket.fields.product_name, "Camera")
  spec.equal(ticket.fields.purchased, "2021-03-22")
end)

spec.case("a rating is from 1 to 5", {}, function(desk)
  local id = desk:create{ subject = "Battery life" }
  desk:act("ann", "update", id, { set = { satisfaction = 5 } })
  spec.refused(desk:try("ann", "update", id, { set = { satisfaction = 6 } }), "satisfaction")
end)

spec.case("a kind of request that nobody knows is refused", {}, function(desk)
  local id = desk:create{ subject = "Battery life" }
  spec.refused(desk:try("ann", "update", id, { set = { request_type = "praise" } }), "request_type")
end)
