-- Fields of questions that come from a table of customer support tickets. Its rows come in through
-- scripts/import-support-tickets.lua.

local question = { "question" }

docket.field{ name = "ticket_number", type = "integer", types = question, ask = false }
docket.field{ name = "customer_name", type = "text", types = question, group = "customer" }
docket.field{ name = "customer_age", type = "integer", types = question, between = { 0, 150 }, group = "customer" }
docket.field{
  name = "customer_gender",
  type = "choice",
  types = question,
  group = "customer",
  choices = { "female", "male", "other" },
}
docket.field{ name = "product_name", type = "text", types = question, group = "product" }
docket.field{ name = "purchased", type = "date", types = question, group = "product" }
docket.field{
  name = "request_type",
  type = "choice",
  order = -1,
  types = question,
  choices = {
    "technical_issue",
    "billing_inquiry",
    "product_inquiry",
    "refund_request",
    "cancellation_request",
  },
}
docket.field{ name = "first_response", type = "time", types = question, ask = false }
docket.field{ name = "satisfaction", type = "integer", types = question, between = { 1, 5 }, ask = false }
